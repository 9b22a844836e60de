import express from 'express';

async function main() {
  const app = express();
  const http = app.listen(Number(process.env.PORT) || 8080);
//                 ^^^^^^ violated: requests
  console.log(http.address());
}

void main();
