const express = require('express');

exports.fillForm = () => new Promise((done) => {
  const form = express();
  form.post('/', (request, response) => done(response.end()));
  form.listen(4200);
  //   ^^^^^^ cannot tell: SIGTERM stops the server of main.js
});
