const http = require('http');
const fastify = require('fastify');
const underPressure = require('@fastify/under-pressure');
const { createTerminus } = require('@godaddy/terminus');

const checks = { '/alive': () => Promise.resolve(), verbatim: true };

const app = fastify();
app.register(underPressure, { maxEventLoopDelay: 1000, exposeStatusRoute: { url: '/pressure' } });
app.get('/parcels/:id', (request) => ({ id: request.params.id }));
app.listen({ port: 8080, host: '0.0.0.0' });

const admin = http.createServer((request, response) => response.end());
createTerminus(admin, { healthChecks: checks, signal: 'SIGTERM' });
admin.listen(8080);
