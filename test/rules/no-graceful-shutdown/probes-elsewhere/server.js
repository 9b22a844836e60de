import express from 'express';
import { orders } from './orders.js';

const app = express();
app.get('/healthz', (req, res) => res.send('ok'));
app.use('/orders', orders);
app.listen(8080);
//  ^^^^^^ violated: in-flight requests are dropped on SIGTERM
