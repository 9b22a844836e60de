import express from 'express';

const server = express()
  .use(express.json())
  .listen(3000);
// ^^^^^^ shown

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
});
