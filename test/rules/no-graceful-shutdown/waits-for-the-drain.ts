import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const server = http.createServer((request, response) => response.end('ok')).listen(8080);
//                                                                          ^^^^^^ shown

process.once('SIGTERM', async () => {
  server.close();
  await sleep(20_000);
  process.exit(0);
});
