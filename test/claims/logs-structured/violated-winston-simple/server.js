const winston = require('winston');
const log = winston.createLogger({
  format: winston.format.simple(),
  transports: [new winston.transports.Console()],
});
const app = require('express')();
app.get('/', (request, response) => { log.info('served'); response.send('hello'); });
app.listen(8080);
