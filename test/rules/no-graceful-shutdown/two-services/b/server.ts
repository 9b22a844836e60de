import express from 'express';

const server = express().listen(3000);
//                       ^^^^^^ violated: SIGTERM cuts its requests off
server.setTimeout(5000);
