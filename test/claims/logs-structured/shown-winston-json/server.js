const winston = require('winston');
const log = winston.createLogger({
  format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
  transports: [new winston.transports.Console()],
});
const app = require('express')();
app.get('/', (request, response) => { log.info('served'); response.send('hello'); });
app.listen(8080);
