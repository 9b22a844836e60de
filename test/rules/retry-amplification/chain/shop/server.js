import axios from 'axios';
import axiosRetry from 'axios-retry';
import express from 'express';

const app = express();
const client = axios.create({ timeout: 300 });
axiosRetry(client, { retries: 2 });

app.get('/items/:id', async (request, response) => {
  response.json((await client.get(`http://stock/items/${request.params.id}`)).data);
  //                          ^^^ violated: axios.create.get up to 2 × 3 = 6 times (proxy-next-upstream-tries × axios-retry)
});

app.post('/checkout', async (request, response) => {
  response.json((await client.get('http://stock/depots')).data);
  //                          ^^^ shown: axios.create.get is retried at one layer: axios-retry, 3 attempts
});

app.post('/orders', async (request, response) => {
  response.json((await client.post('http://stock/orders', request.body)).data);
});
app.listen(80);
