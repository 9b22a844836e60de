import { Pool } from 'pg';

const size = 6;
export const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: size });
