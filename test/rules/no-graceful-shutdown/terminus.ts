import http from 'node:http';
import { createTerminus } from '@godaddy/terminus';
import { handler } from './handler';

const server = http.createServer(handler);
createTerminus(server, { signal: 'SIGTERM', onSignal: async () => {} });
server.listen(3000);
//     ^^^^^^ shown: terminus stops the server
