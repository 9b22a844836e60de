import express from 'express';

const server = express().listen(3000);
//                       ^^^^^^ shown: SIGTERM
process.on('SIGTERM', () => server.close());
