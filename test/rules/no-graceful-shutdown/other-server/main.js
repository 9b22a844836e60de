const http = require('http');
const { fillForm } = require('./setup');

const shop = http.createServer((request, response) => response.end('ok'));
fillForm().then(() => shop.listen(4100));
//                         ^^^^^^ shown

process.on('SIGTERM', () => shop.close());
