import express from 'express';
import { register } from 'prom-client';

const app = express();
app.get('/metrics', async (request, response) => response.send(await register.metrics()));
//      ^^^^^^^^^^ shown: pod annotations of orders
app.get('/orders', (request, response) => response.send('[]'));
app.listen(8080);
