import assert from 'node:assert/strict';
import { extractor, indexed } from '../analyse.ts';

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "scripts": { "start": "node src/server.js" } }',
  Dockerfile: 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "src/server.js"]\n',
  'src/server.js': `const express = require('express');
const { order } = require('./order');
const app = express();
app.get('/orders', async (request, response) => response.json(await order()));
app.listen(8080);
`,
  'src/order.js': `const { pay } = require('./pay');
async function order() {
  return pay();
}
async function later() {
  return fetch('http://later/2');
}
module.exports = { order, later };
`,
  'src/pay.js': `async function pay() {
  return fetch('http://payment/1');
}
module.exports = { pay };
`,
};

/** Each edit of one file, in turn. */
const edits: readonly (readonly [file: string, from: string, to: string])[] = [
  ['src/pay.js', 'async function pay', '// It pays.\nasync function pay'],
  ['src/server.js', 'const app', '\n\nconst app'],
  ['src/order.js', 'async function order', '/* orders */ async function order'],
  ['src/order.js', 'return pay();', 'return later();'],
  ['src/server.js', '\n\nconst app', 'const app'],
  ['src/order.js', '/* orders */ ', ''],
  ['src/order.js', 'return later();', 'await later();\n  return pay();'],
  ['src/pay.js', 'fetch(', 'log(); fetch('],
  ['src/order.js', 'async function later', 'function more() {}\nasync function later'],
  ['src/server.js', "'/orders'", "'/all-orders'"],
  ['src/server.js', './order', './pay'],
];

describe('ways of requests after a change', () => {
  it('are those that a fresh reading draws, with places where they are now', async () => {
    const { extract } = await extractor();
    const texts: Record<string, string> = { ...files };
    const kept = await indexed(texts);
    const seen = new Set<string>();
    for (const [file, from, to] of edits) {
      const before = texts[file] ?? '';
      assert.ok(before.includes(from), `${from} is not in ${file}`);
      texts[file] = before.replace(from, to);
      kept.set(await extract({ file, text: texts[file], role: 'source' }));
      const fresh = await indexed(texts);
      for (const [place, call] of [
        ['src/pay.js', 'fetch('],
        ['src/order.js', 'fetch('],
      ] as const) {
        const start = texts[place]?.indexOf(call) ?? -1;
        const way = kept.onPath(place, { start, end: start + call.length });
        assert.deepEqual(way, fresh.onPath(place, { start, end: start + call.length }), `${place} after ${from}`);
        seen.add(`${place}: ${way?.steps.map(({ words }) => words).join(' > ')}`);
      }
    }
    assert.deepEqual([...seen].sort(), [
      'src/order.js: GET /all-orders > calls order > calls later',
      'src/order.js: GET /orders > calls order > calls later',
      'src/order.js: undefined',
      'src/pay.js: GET /all-orders > calls order > calls pay',
      'src/pay.js: GET /orders > calls order > calls pay',
      'src/pay.js: undefined',
    ]);
  });
});
