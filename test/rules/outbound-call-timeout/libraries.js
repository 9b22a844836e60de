'use strict';
const http = require('http');
const { request: send } = require('https');
const got = require('got');
const ky = require('ky');
const needle = require('needle');
const nodeFetch = require('node-fetch');
const request = require('request');
const superagent = require('superagent');
const undici = require('undici');
const { default: axios, isAxiosError } = require('axios');

exports.http = (options) => {
  http.get('http://prices.internal');
  //   ^^^ violated: http.get
  http.request(options, () => {});
  //   ^^^^^^^ cannot tell
  http.request({ host: 'prices.internal' }, () => {});
  //   ^^^^^^^ violated
  send('https://prices.internal', { method: 'PUT' });
//^^^^ violated
  http.get('http://prices.internal', { timeout: 5000 }, () => {});
  //   ^^^ cannot tell: timeout only emits an event
  const bounded = http.get('http://prices.internal', { timeout: 5000 }, () => {});
  //                   ^^^ shown: timeout: 5000
  bounded.on('timeout', () => bounded.destroy());
  const later = http.request(new URL('http://prices.internal'));
  //                 ^^^^^^^ shown: setTimeout(5000, () => later.destroy())
  later.setTimeout(5000, () => later.destroy());
  const never = http.request('http://prices.internal', { timeout: 0 });
  //                 ^^^^^^^ violated
  return never.end();
};

exports.got = async (url) => {
  await got(url);
  //    ^^^ violated: default
  await got.post(url, { json: {} });
  //        ^^^^ violated
  await got(url, { timeout: { request: 5000 } });
  //    ^^^ shown
  await got(url, { timeout: { connect: 500 } });
  //    ^^^ cannot tell: connection only
  const api = got.extend({ prefixUrl: url });
  //              ^^^^^^ violated: got.extend
  const bounded = api.extend({ timeout: { request: 1000 } });
  //                  ^^^^^^ shown
  await bounded('x');
  //    ^^^^^^^ shown
  await bounded.extend({ retry: 0 })('x');
};

exports.finite = async (url) => {
  await ky(url);
  //    ^^ shown: after 10 s by default
  await ky.get(url, { timeout: false });
  //       ^^^ violated: `timeout: false`
  await undici.request(url);
  //           ^^^^^^^ shown
  await undici.request(url, { headersTimeout: 0 });
  //           ^^^^^^^ violated
};

exports.others = async (url) => {
  await needle('get', url);
  //    ^^^^^^ violated
  await needle('get', url, { response_timeout: 5000 });
  //    ^^^^^^ shown
  await needle('get', url, { timeout: 5000 });
  //    ^^^^^^ cannot tell: connection only
  await nodeFetch(url, { method: 'PUT' });
  //    ^^^^^^^^^ violated
  await nodeFetch(url, { timeout: 5000 });
  //    ^^^^^^^^^ shown
  request(url, () => {});
//^^^^^^^ violated
  request({ url, timeout: 5000 }, () => {});
//^^^^^^^ shown
  const api = request.defaults({ timeout: 5000 });
  //                  ^^^^^^^^ shown
  api.get(url, () => {});
  //  ^^^ shown
  await superagent.post(url).send({ timeout: 5000 });
  //               ^^^^ violated
  await superagent.post(url).send({}).timeout({ response: 5000 });
  //               ^^^^ cannot tell: 5000 })` limits
  await axios.get(url);
  //          ^^^ violated
  return isAxiosError;
};

exports.lazy = async (url) => {
  const { default: lazily } = await import('axios');
  await lazily.get(url);
  //           ^^^ violated
  return require('axios').get(url);
  //                      ^^^ violated
};
