const pino = require('pino');
const log = pino({
  transport: process.env.NODE_ENV !== 'production' ? { target: 'pino-pretty' } : undefined,
});
const app = require('express')();
app.get('/', (request, response) => { log.info('served'); response.send('hello'); });
app.listen(8080);
