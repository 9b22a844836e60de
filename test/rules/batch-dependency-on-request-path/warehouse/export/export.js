import pg from 'pg';

const sales = new pg.Pool({ connectionString: process.env.WAREHOUSE_URL, max: 2 });
await sales.query('COPY sales TO PROGRAM ...');
await sales.end();
