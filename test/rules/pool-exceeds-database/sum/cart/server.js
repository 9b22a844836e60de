import { createServer } from 'node:http';
import { pool } from './pool.js';

createServer((request, response) => pool.query('SELECT 1').then(() => response.end())).listen(8080);
