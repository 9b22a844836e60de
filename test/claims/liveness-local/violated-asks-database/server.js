const express = require('express');
const { Pool } = require('pg');
const pool = new Pool();
const app = express();
app.get('/healthz', check);
async function check(req, res) {
  await ping();
  res.send('ok');
}
async function ping() {
  await pool.query('select 1');
}
app.get('/orders', async (req, res) => res.json(await pool.query('select * from orders')));
app.listen(8080);
