const http = require('http');
const { handler } = require('./handler');

const server = http.createServer(handler);
server.listen(process.env.PORT || 3000);
//     ^^^^^^ violated: nothing calls close(
