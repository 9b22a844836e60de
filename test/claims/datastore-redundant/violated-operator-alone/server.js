const express = require('express');
const { Pool } = require('pg');
const pool = new Pool({ host: process.env.DB_HOST });
const app = express();
app.get('/orders', async (req, res) => res.json(await pool.query('select * from orders')));
app.listen(8080);
