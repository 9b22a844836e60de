const Sentry = require('@sentry/node');
Sentry.init({ dsn: process.env.SENTRY_DSN, tracesSampleRate: 0 });
const express = require('express');
const app = express();
app.get('/', (request, response) => response.send('hello'));
app.listen(8080);
