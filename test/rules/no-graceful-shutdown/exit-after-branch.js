const http = require('http');

const shop = http.createServer(answer).listen(4100);
//                                     ^^^^^^ violated: before shop.close is done

process.on('SIGTERM', () => {
  try {
    if (shop.listening) {
      shop.close(() => console.log('closed'));
    }
  } finally {
    process.exit(0);
  }
});
