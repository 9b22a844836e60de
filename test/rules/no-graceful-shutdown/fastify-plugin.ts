import Fastify from 'fastify';
import graceful from 'fastify-graceful-shutdown';

const fastify = Fastify({ logger: true });
await fastify.register(graceful);
await fastify.listen({ port: 3000 });
//            ^^^^^^ shown: the plug-in closes Fastify on SIGTERM
