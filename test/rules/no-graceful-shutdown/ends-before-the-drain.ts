import http from 'node:http';
import { flush } from './telemetry';

const server = http.createServer((request, response) => response.end('ok')).listen(8080);
//                                                                          ^^^^^^ cannot tell: process.exit follows flush

process.once('SIGTERM', async () => {
  server.close();
  await flush();
  process.exit(0);
});
