import express from 'express';

const server = express().listen(3000);
//                       ^^^^^^ violated: requests
server.setTimeout(5000);
