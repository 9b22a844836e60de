const express = require('express');

const app = express();
app.get('/search', (req, res) => res.json([]));
app.get('/plays/:play/state', (req, res) => res.json({}));
app.post('/ping', (req, res) => res.end());
app.get('/internal/healthz', (req, res) => res.send('ok'));
app.listen(8080);
