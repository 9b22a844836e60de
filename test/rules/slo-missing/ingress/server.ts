import express from 'express';

const app = express();
app.get('/orders', orders);
app.listen(8080);
//  ^^^^^^ violated: users reach it at /orders, and no objective says
