import https from 'node:https';
import stoppable from 'stoppable';
import { answer, keys } from './answer';

const server = stoppable(https.createServer(keys, answer));
server.listen(8443);
//     ^^^^^^ violated: SIGTERM
