const http = require('node:http');
const { Pool } = require('pg');
const pool = new Pool({ host: process.env.DB_HOST });
http.createServer(async (req, res) => res.end(JSON.stringify(await pool.query('select 1')))).listen(8080);
