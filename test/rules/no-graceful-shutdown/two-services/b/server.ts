import express from 'express';

const server = express().listen(3000);
//                       ^^^^^^ violated: A stop cuts its requests off
server.setTimeout(5000);
