import { createServer } from 'node:http';

const shop = createServer((request, response) => response.end('ok'));
shop.listen(4100);
//   ^^^^^^ violated: before shop.close is done

process.on('SIGTERM', () => {
  shop.close(() => process.exit(0));
  shop.closeAllConnections();
});
