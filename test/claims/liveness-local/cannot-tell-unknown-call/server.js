const express = require('express');
const { Pool } = require('pg');
const pool = new Pool();
const app = express();
const health = require('./health');
app.get('/healthz', async (req, res) => {
  await health.check();
  res.send('ok');
});
app.get('/orders', async (req, res) => res.json(await pool.query('select * from orders')));
app.listen(8080);
