import express from 'express';

const app = express();
const server = app.listen(8080);
//                 ^^^^^^ violated: handler exits without

process.on('SIGTERM', () => {
  console.log('bye');
  process.exit(0);
});
