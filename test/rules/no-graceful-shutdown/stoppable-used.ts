import https from 'node:https';
import stoppable from 'stoppable';
import { answer, keys } from './answer';

const server = stoppable(https.createServer(keys, answer), 9000);
server.listen(8443);
//     ^^^^^^ shown
process.on('SIGTERM', () => server.stop());
