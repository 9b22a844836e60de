import express from 'express';

const app = express();

app.post('/checkout', async (request, response) => {
  const answer = await fetch(`http://stock/items/${request.query.item}/reserve`, {
    method: 'POST',
    signal: AbortSignal.timeout(2_000),
  });
  response.status(answer.status).end();
});
app.listen(80);
