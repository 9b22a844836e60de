import express from 'express';

const shop = express().listen(4100);
//                     ^^^^^^ violated: before shop.close is done

process.on('SIGTERM', () => {
  shop.close();
  setTimeout(() => process.exit(0), 100);
});
