import { createServer } from 'node:http';

const shop = createServer((request, response) => response.end('ok'));
shop.listen(4100);
//   ^^^^^^ shown

async function leave() {
  await new Promise((done) => {
    shop.close(done);
  });
  process.exit(0);
}

process.on('SIGTERM', leave);
