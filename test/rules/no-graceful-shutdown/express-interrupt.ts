import express from 'express';

const app = express();
const server = app.listen(8080);
//                 ^^^^^^ violated: SIGINT

process.on('SIGINT', () => server.close());
