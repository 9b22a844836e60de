import express from 'express';

const shop = express().listen(4100);
//                     ^^^^^^ violated: setTimeout ends the process before shop.close is done

process.on('SIGTERM', () => {
  shop.close();
  setTimeout(() => process.exit(0), 100);
});
