import express from 'express';
import { register } from 'prom-client';

const app = express();
app.get('/metrics', async (request, response) => response.send(await register.metrics()));
//      ^^^^^^^^^^ cannot tell: Nothing here shows what collects the metrics of orders
app.get('/orders', (request, response) => response.send('[]'));
app.listen(8080);
