const http = require('http');

const plain = http.createServer((request, response) => response.end('ok'));
//                 ^^^^^^^^^^^^ shown: 300 s
plain.listen(8080);
