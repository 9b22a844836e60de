import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();
const server = createAdaptorServer({ fetch: app.fetch });
server.listen(4000);
//     ^^^^^^ shown
process.once('SIGTERM', () => {
  server.close(() => process.exit(0));
});
