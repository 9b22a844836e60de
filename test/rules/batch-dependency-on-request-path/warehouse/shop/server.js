import express from 'express';
import { orders, sales } from './db.js';

const app = express();

app.get('/orders', async (request, response) => {
  response.json(await orders.query('SELECT * FROM orders'));
  //                         ^^^^^ shown: GET /orders calls orders-db, which is declared as serving
});

async function topSellers() {
  return sales.query('SELECT * FROM top_sellers');
  //           ^^^^^ violated: GET /top-sellers waits for warehouse
}

app.get('/top-sellers', async (request, response) => {
  response.json(await topSellers());
});

setInterval(() => sales.query('REFRESH MATERIALIZED VIEW top_sellers'), 3_600_000);
app.listen(8080);
