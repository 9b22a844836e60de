import fastify from 'fastify';
import { done } from './done';

const app = fastify();
app.listen({ port: 4200 });
//  ^^^^^^ violated: before app.close is done
process.once('SIGTERM', () => {
  app.close(() => done());
  process.exit(0);
});
