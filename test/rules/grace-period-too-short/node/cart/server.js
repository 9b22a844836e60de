import { createServer } from 'node:http';

const server = createServer((request, response) => response.end('ok'));
server.listen(8080);
process.once('SIGTERM', () => {
  setTimeout(() => process.exit(1), 20 * 1000).unref();
  server.close(() => process.exit(0));
});
