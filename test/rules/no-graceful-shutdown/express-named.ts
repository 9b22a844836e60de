import express from 'express';
import { promisify } from 'node:util';
import { pool } from './pool';

const app = express();
const server = app.listen(8080);
//                 ^^^^^^ shown: SIGTERM

async function stop() {
  await promisify(server.close.bind(server))();
  await pool.end();
}

async function shutdown(signal: string) {
  console.log(signal);
  await stop();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, shutdown);
