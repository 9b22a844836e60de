import fastify from 'fastify';

const shop = fastify();
shop.listen({ port: 4100 });
//   ^^^^^^ violated: before shop.close is done

function closeAll() {
  void shop.close();
}

process.on('SIGTERM', () => {
  closeAll();
  process.exit(0);
});
