import express from 'express';
import { Counter, register } from 'prom-client';

const requests = new Counter({ name: 'shop_requests_total', help: 'Requests.' });
const app = express();
app.get('/metrics', async (req, res) => res.end(await register.metrics()));
app.listen(8080);
//  ^^^^^^ shown
