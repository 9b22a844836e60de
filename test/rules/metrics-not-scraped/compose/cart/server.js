import express from 'express';
import { register } from 'prom-client';

const app = express();
app.get('/metrics', async (request, response) => response.send(await register.metrics()));
//      ^^^^^^^^^^ violated: cart serves /metrics
app.get('/orders', (request, response) => response.send('[]'));
app.listen(8080);
