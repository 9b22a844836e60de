const http = require('http');
const { handler } = require('./handler');

const server = http.createServer(handler);
server.listen(process.env.PORT || 3000);
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
});
