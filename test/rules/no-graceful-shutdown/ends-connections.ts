import http from 'node:http';
import type { Socket } from 'node:net';

const open = new Set<Socket>();
const server = http.createServer((request, response) => response.end('ok')).listen(8080);
//                                                                          ^^^^^^ cannot tell: socket.destroy
server.on('connection', (socket) => open.add(socket));

process.once('SIGTERM', () => {
  for (const socket of open) socket.destroy();
  server.close(() => process.exit(0));
});
