import express from 'express';
import { credentials } from '@grpc/grpc-js';
import { CheckoutClient } from './gen/checkout';

const app = express();
const checkout = new CheckoutClient('checkout:50051', credentials.createInsecure());

app.post('/orders', (req, res) => {
  checkout.place(req.body, (error, order) => (error ? res.sendStatus(502) : res.json(order)));
  //       ^^^^^ violated: checkout.place
});

app.post('/quotes', (req, res) => {
  checkout.quote(req.body, { deadline: Date.now() + 500 }, (error, order) => (error ? res.sendStatus(502) : res.json(order)));
  //       ^^^^^ shown
});

app.listen(8080);
