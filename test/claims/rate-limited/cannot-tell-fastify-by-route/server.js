const fastify = require('fastify')();
const rateLimit = require('@fastify/rate-limit');
fastify.register(rateLimit, { global: false, max: 100, timeWindow: '1 minute' });
fastify.get('/orders', async () => 'ok');
fastify.listen({ port: 8080 });
