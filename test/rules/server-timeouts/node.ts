import { createServer } from 'node:http';
import express from 'express';
import Fastify from 'fastify';

const plain = createServer((request, response) => response.end('ok'));
//            ^^^^^^^^^^^^ shown: 300 s
plain.listen(8080);

const uploads = createServer({ requestTimeout: 0 }, (request, response) => response.end('ok'));
//              ^^^^^^^^^^^^ violated: 0` disables
uploads.listen(8081);

const assigned = createServer((request, response) => response.end('ok'));
//               ^^^^^^^^^^^^ violated
assigned.requestTimeout = 0;
// The time that a socket may be idle is unlimited by default: saying so changes nothing.
assigned.setTimeout(0);

const app = express();
const server = app.listen(8082);
//                 ^^^^^^ violated: requestTimeout
server.requestTimeout = 0;

export const api = Fastify({ logger: true });
//                 ^^^^^^^ violated
