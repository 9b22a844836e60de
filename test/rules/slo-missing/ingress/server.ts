import express from 'express';

const app = express();
app.get('/orders', orders);
app.listen(8080);
//  ^^^^^^ violated: /orders
