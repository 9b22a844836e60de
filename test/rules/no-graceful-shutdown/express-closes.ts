import express from 'express';

const app = express();
const server = app.listen(8080);
//                 ^^^^^^ shown: server.close stops the server gracefully

process.on('SIGTERM', () => {
  console.log('stopping');
  server.close(() => process.exit(0));
});
