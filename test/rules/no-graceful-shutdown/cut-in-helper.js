const http = require('http');
const answer = require('./answer');

const web = http.createServer(answer);
web.listen(4300);
//  ^^^^^^ violated: before web.close is done

function leave() {
  web.close();
  process.exit();
}
process.on('SIGTERM', leave);
