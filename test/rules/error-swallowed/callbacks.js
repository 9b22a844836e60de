const fs = require('fs');
const { store } = require('./store');
const redis = require('redis').createClient();
const express = require('express');

fs.readFile('rates.json', (err, data) => {
// ^^^^^^^^ violated: failure of fs.readFile
  store.rates = data;
});

fs.rename('a', 'b', (err) => {});
// ^^^^^^ violated: error from fs.rename

store.load('id', function (error, order) {
//    ^^^^ violated: error
  order.ship();
});

redis.on('error', () => {});
//    ^^ violated: error from redis.createClient().on

store.connection().socket.on('error', () => {});
//                        ^^ cannot tell: every error event

fs.readFile('rates.json', (err, data) => {
// ^^^^^^^^ shown: error from fs.readFile
  if (err) throw err;
  store.rates = data;
});

fs.readFile('rates.json', (err, data) => {
// ^^^^^^^^ shown: is used
  if (err) return store.fail(err);
  store.rates = data;
});

fs.unlink('lock', (err) => {});
// ^^^^^^ shown: best effort

fs.readFile('hint', (err, data) => {
  // The hint is optional.
  store.hint = data;
});

const app = express();
app.use((err, req, res, next) => {
  res.status(500).send('sorry');
});

[new Error('a')].forEach((error, index) => {
  store.mark(index);
});

store.each((entry, index) => {
  store.mark(entry, index);
});

store.stream().on('error', () => {
//             ^^ cannot tell: report
  store.reset();
});
