import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ statement_timeout: 1000 });
//                  ^^^^ violated: orders 10 × 8 pods + cart 6 × 4 pods = 104 connections > 100 of postgres (default)
createServer((request, response) => pool.query('SELECT 1').then(() => response.end())).listen(8080);
