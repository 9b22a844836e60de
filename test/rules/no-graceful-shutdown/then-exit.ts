import fastify from 'fastify';

const shop = fastify();
shop.listen({ port: 4100 });
//   ^^^^^^ shown

process.on('SIGTERM', () => {
  shop.close().then(() => process.exit(0), () => process.exit(1));
});
