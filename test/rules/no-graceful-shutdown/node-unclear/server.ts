import http from 'node:http';
import { stopAll } from './lifecycle';
import { handler } from './handler';

const server = http.createServer(handler);
server.listen(3000);
//     ^^^^^^ cannot tell: what stopAll
process.on('SIGTERM', stopAll);
