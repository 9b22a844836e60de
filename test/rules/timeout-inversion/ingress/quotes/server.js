import axios from 'axios';
import express from 'express';
import got from 'got';
import pRetry from 'p-retry';
import { news } from './news.js';

const app = express();
const rates = axios.create({ baseURL: 'http://rates', timeout: 4_000 });

app.get('/once', async (request, response) => {
  response.json((await rates.get('/today')).data);
  //                         ^^^ shown: waits up to 4 s
});

app.get('/again', async (request, response) => {
  response.json(await pRetry(async () => (await rates.get('/today')).data, { retries: 2 }));
  //                                                  ^^^ violated: waits up to 3 × 4 s = 12 s
});

app.get('/got', async (request, response) => {
  response.json(await got.get('http://rates/week', { timeout: { request: 3_000 }, retry: { limit: 3 } }).json());
  //                      ^^^ violated: got.get waits up to 4 × 3 s = 12 s
});

app.get('/news', async (request, response) => {
  response.json(await news());
});

setInterval(() => rates.get('/refresh', { timeout: 60_000 }), 3_600_000);
app.listen(80);
