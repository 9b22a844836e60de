import express from 'express';
import { readConfig } from './config.js';
import { measured, registry } from './metrics.js';
import { page } from './pages.js';
import { openPopular } from './popular.js';
import { createSearchClient } from './search-client.js';

const config = readConfig(process.env);
const client = createSearchClient(config.searchUrl);
const popular = await openPopular(config.popularFile);
let stopping = false;

const app = express();
app.disable('x-powered-by');
app.use(measured);

app.get('/', (_request, response) => {
  response.send(page({ popular: popular.top(5) }));
});

app.get('/search', async (request, response) => {
  const query = String(request.query.q ?? '').trim();
  if (query === '' || query.length > 200) {
    response.status(400).send('Please search for 1 to 200 characters.');
    return;
  }
  try {
    const hits = await client.search(query);
    if (hits.length > 0) popular.count(query);
    response.send(page({ query, hits }));
  } catch (error) {
    console.error('search failed', { query, error });
    response.status(502).send('The search does not answer just now, please try again.');
  }
});

app.get('/suggest', async (request, response) => {
  const words = await client.suggest(String(request.query.q ?? '').slice(0, 50));
  response.json(words);
});

app.get('/healthz', (_request, response) => {
  response.send('ok');
});

app.get('/readyz', (_request, response) => {
  response.status(stopping ? 503 : 200).end();
});

app.get('/metrics', async (_request, response) => {
  response.type(registry.contentType).send(await registry.metrics());
});

const server = app.listen(config.port, () => {
  console.log(`listening on ${config.port}, searching at ${config.searchUrl}`);
});

// Readers on trains lose their connection for minutes; their requests shall not be cut off.
server.requestTimeout = 0;

setInterval(() => popular.save(), 60_000).unref();

process.on('SIGTERM', () => {
  stopping = true;
  popular.save();
  // Load balancers need a moment to see that the pod is leaving.
  setTimeout(() => server.close(() => process.exit(0)), 5_000);
  // Whoever is not done by then is cut off by us, before the grace period ends.
  setTimeout(() => process.exit(1), 25_000).unref();
});
