import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ statement_timeout: 1000 });
createServer((request, response) => pool.query('SELECT 1').then(() => response.end())).listen(8080);
