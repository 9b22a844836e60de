import express from 'express';
import serverless from 'serverless-http';

const app = express();
if (process.env.LOCAL) app.listen(3000);
export const handler = serverless(app);
