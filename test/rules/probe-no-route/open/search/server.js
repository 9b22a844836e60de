const express = require('express');
const routes = require('./routes');

const app = express();
app.get('/assets/*', (req, res) => res.send('x'));
app.use('/api', routes);
app.get('/search', (req, res) => res.json([]));
app.listen(8080);
