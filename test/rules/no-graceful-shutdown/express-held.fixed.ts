import express from 'express';

async function main() {
  const app = express();
  const http = app.listen(Number(process.env.PORT) || 8080);
  process.on('SIGTERM', () => {
    http.close(() => process.exit(0));
  });
  console.log(http.address());
}

void main();
