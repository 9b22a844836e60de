import express from 'express';

async function main() {
  const app = express();
  const http = app.listen(Number(process.env.PORT) || 8080);
//                 ^^^^^^ violated: A stop cuts its requests off
  console.log(http.address());
}

void main();
