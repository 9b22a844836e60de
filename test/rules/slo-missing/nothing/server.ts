import express from 'express';
import { Counter } from 'prom-client';

export const requests = new Counter({ name: 'shop_requests_total', help: 'x', labelNames: ['code'] });
const app = express();
app.get('/healthz', ok);
app.get('/orders', orders);
app.listen(8080);
//  ^^^^^^ cannot tell: this workspace
