import { createServer } from 'node:http';
import { Pool } from 'pg';

const size = 6;
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: size });
createServer((request, response) => pool.query('SELECT 1').then(() => response.end())).listen(8080);
