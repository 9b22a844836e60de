const http = require('http');
const express = require('express');

const plain = http.createServer((request, response) => response.end('ok'));
//                 ^^^^^^^^^^^^ violated: node:14.21.3-alpine is older than node 18
plain.listen(8080);

const own = http.createServer({ requestTimeout: 20_000 }, (request, response) => response.end('ok'));
//               ^^^^^^^^^^^^ shown
own.listen(8081);

express().listen(8082);
//        ^^^^^^ violated: is older than node 18
