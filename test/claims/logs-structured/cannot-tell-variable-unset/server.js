const pino = require('pino');
let log = console;
if (process.env.LOG_JSON === '1') log = pino();
const app = require('express')();
app.get('/', (request, response) => { log.info('served'); response.send('hello'); });
app.listen(8080);
