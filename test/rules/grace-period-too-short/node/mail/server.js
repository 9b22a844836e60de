import { createServer } from 'node:http';

const server = createServer((request, response) => response.end('ok'));
server.listen(8080);
process.once('SIGTERM', () => {
  // A pause for the balancers, and no limit.
  setTimeout(() => server.close(() => process.exit(0)), 45_000);
});
