const fs = require('node:fs');
const http = require('node:http');
const { exec } = require('node:child_process');
const logger = require('./logger');

fs.writeFile('rates.json', '{}', (err) => {
// ^^^^^^^^^ violated: failure of fs.writeFile
  logger.info('the rates are written');
});

function uptime() {
  exec('uptime', (error, stdout) => console.log(stdout));
//^^^^ violated: error
}

fs.writeFile('rates.json', '{}', (err) => {
// ^^^^^^^^^ shown: is logged
  if (err) logger.error({ err }, 'the rates are not written');
});

http.get('http://rates.local').on('error', () => logger.warn('no rates'));
//                             ^^ shown: is logged

http.createServer().listen(8080, (err) => console.log('listening'));
//                  ^^^^^^ shown: is logged
