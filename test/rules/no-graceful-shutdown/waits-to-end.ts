import fastify from 'fastify';

const app = fastify();
app.listen({ port: 4200 });
//  ^^^^^^ shown
process.once('SIGTERM', async () => {
  await app.close();
  process.exit(0);
});
