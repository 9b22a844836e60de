const pino = require('pino');
const log = pino({ level: 'info' });
const app = require('express')();
app.get('/', (request, response) => { log.info('served'); response.send('hello'); });
app.listen(8080);
