const express = require('express');
const prom = require('prom-client');
const orders = new prom.Counter({ name: 'shop_orders_total', help: 'Orders' });
const app = express();
app.get('/', (request, response) => { orders.inc(); response.send('hello'); });
app.listen(8080);
