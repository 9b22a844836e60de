import Fastify from 'fastify';
import closeWithGrace from 'close-with-grace';

const app = Fastify();
closeWithGrace({ delay: 10_000 }, async ({ err }) => {
  if (err) app.log.error(err);
  await app.close();
});
await app.listen({ port: 3000 });
//        ^^^^^^ shown: app.close stops the server gracefully
