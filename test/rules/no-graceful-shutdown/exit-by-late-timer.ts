import express from 'express';

const shop = express().listen(4100);
//                     ^^^^^^ shown

process.on('SIGTERM', () => {
  shop.close(() => process.exit(0));
  setTimeout(() => process.exit(1), 20_000).unref();
});
