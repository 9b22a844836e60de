import http from 'node:http';
import { stopAll } from './lifecycle';
import { handler } from './handler';

const server = http.createServer(handler);
server.listen(3000);
//     ^^^^^^ cannot tell: SIGTERM is noticed by process.on, but what stopAll does is not in this file
process.on('SIGTERM', stopAll);
