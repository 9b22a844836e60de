import express from 'express';
import Koa from 'koa';

express()
  .use(express.json())
  .get('/', (request, response) => response.send('hello'))
  .listen(3000);
// ^^^^^^ violated: server

new Koa().use(async (context) => (context.body = 'hello')).listen(3001);
//                                                         ^^^^^^ violated: server
