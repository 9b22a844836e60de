import Fastify from 'fastify';

const fastify = Fastify({ logger: true });
fastify.get('/orders', async () => 'ok');

await fastify.listen({ port: 3000, host: '0.0.0.0' });
process.on('SIGTERM', () => {
  void fastify.close().then(() => process.exit(0));
});
