import express from 'express';

const app = express();
const server = app.listen(8080);
//                 ^^^^^^ violated: only SIGINT is handled

process.on('SIGINT', () => server.close());
