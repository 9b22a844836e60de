import express from 'express';

const server = express().listen(3000);
//                       ^^^^^^ shown: SIGTERM lets it finish
process.on('SIGTERM', () => server.close());
