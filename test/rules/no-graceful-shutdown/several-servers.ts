import express from 'express';

const shop = express();
const stock = express();
const server = shop.listen(8080);
//                  ^^^^^^ shown: server.close
stock.listen(8082);
//    ^^^^^^ cannot tell: server.close stops another server

process.on('SIGTERM', () => server.close());
