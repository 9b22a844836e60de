const express = require('express');
const rateLimit = require('express-rate-limit');
const app = express();
app.use('/login', rateLimit({ windowMs: 60_000, limit: 5 }));
app.get('/orders', (req, res) => res.send('ok'));
app.listen(8080);
