import express from 'express';
import { PriceService } from './prices';

const app = express();
const prices = new PriceService();

app.get('/prices/:id', async (req, res) => {
  res.json(await prices.price(req.params.id));
});

app.get('/offers/:id', async (req, res) => {
  res.json(await prices.offer(req.params.id, AbortSignal.timeout(800)));
});

app.get('/stock/:id', async (req, res) => {
  res.json(await prices.stock(req.params.id, req.app.locals.signal));
});

app.listen(8080);
