const fs = require('fs');
const { store } = require('./store');
const redis = require('redis').createClient();
const express = require('express');

fs.readFile('rates.json', (err, data) => {
// ^^^^^^^^ violated: err is not read: a failure of fs.readFile passes for a success
  store.rates = data;
});

fs.rename('a', 'b', (err) => {});
// ^^^^^^ violated: nothing is done with it

store.load('id', function (error, order) {
//    ^^^^ violated: error is not read
  order.ship();
});

redis.on('error', () => {});
//    ^^ violated: nothing is done with it

store.connection().socket.on('error', () => {});
//                        ^^ cannot tell: hides every error event

fs.readFile('rates.json', (err, data) => {
// ^^^^^^^^ shown: is raised again
  if (err) throw err;
  store.rates = data;
});

fs.readFile('rates.json', (err, data) => {
// ^^^^^^^^ shown: is used
  if (err) return store.fail(err);
  store.rates = data;
});

fs.unlink('lock', (err) => {});
// ^^^^^^ shown: is a best effort

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
//             ^^ cannot tell: something else is done than to report
  store.reset();
});
