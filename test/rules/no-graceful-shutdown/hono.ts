import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();
app.get('/seats', (c) => c.json([]));
export const plain = serve({ fetch: app.fetch, port: 4000 });
//                   ^^^^^ violated: nothing calls close()
