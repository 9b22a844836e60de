import pg from 'pg';

export const orders = new pg.Pool({ connectionString: process.env.ORDERS_URL, max: 5 });

const address = process.env.WAREHOUSE_URL;
export const sales = new pg.Pool({ connectionString: address, max: 2 });
