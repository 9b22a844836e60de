import assert from 'node:assert/strict';
import type { FactKind, FactOf } from '../../server/src/model/fact.ts';
import { extractor } from '../analyse.ts';

async function factsOf<K extends FactKind>(file: string, text: string, kind: K): Promise<FactOf<K>[]> {
  const { extract } = await extractor();
  const { facts } = await extract({ file, text, role: 'source' });
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}
const calls = (file: string, text: string) => factsOf(file, text, 'outgoing-call');

describe('outgoing calls', () => {
  it('say what is called, where to, in which function and why they count as they do', async () => {
    const text = `import axios from 'axios';\nclass Prices {\n  async one(id: string) {\n    return axios.get(\`https://prices.internal/\${id}\`);\n  }\n}\n`;
    const [call, ...rest] = await calls('a.ts', text);
    assert.deepEqual(rest, []);
    assert.equal(text.slice(call?.span.start, call?.span.end), 'get');
    assert.deepEqual(
      [call?.api, call?.library, call?.protocol, call?.role, call?.deadline, call?.because, call?.target, call?.within],
      [
        'axios.get',
        'axios',
        'http',
        'call',
        'absent',
        'axios waits for ever by default',
        'https://prices.internal/${}',
        'one',
      ],
    );
  });

  it('of one call through several ways are one fact', async () => {
    const text = `import axios from 'axios';\nconst client = slow ? axios : axios.create({ timeout: 1 });\nclient.get('/x');\n`;
    const facts = await calls('a.ts', text);
    assert.equal(facts.filter(({ role }) => role === 'call').length, 1);
  });

  it('in browser code are marked when they stay on the same host', async () => {
    const page = (url: string) => `export const A = () => <a onClick={() => fetch(${url})}>x</a>;\n`;
    const browser = async (file: string, text: string) =>
      (await calls(file, text)).map((call) => call.browser ?? false);
    assert.deepEqual(await browser('a.tsx', page(`'/api/x'`)), [true]);
    assert.deepEqual(await browser('a.tsx', page(`\`/api/\${x}\``)), [true]);
    assert.deepEqual(await browser('a.tsx', page(`'//cdn.example/x'`)), [false]);
    assert.deepEqual(await browser('a.tsx', page(`'https://api.example/x'`)), [false]);
    assert.deepEqual(await browser('a.ts', `fetch('/api/x')`), [true]);
    assert.deepEqual(await browser('a.ts', `import axios from 'axios';\naxios.get('/x');`), [false]);
    assert.deepEqual(await browser('a.ts', `'use client';\nimport axios from 'axios';\naxios.get('/x');`), [true]);
    assert.deepEqual(
      await browser('a.ts', `import axios from 'axios';\nimport { useState } from 'react';\naxios.get('/x');`),
      [true],
    );
  });

  it('make facts of the clients that other files may import', async () => {
    const text = `import axios from 'axios';\nexport const quick = axios.create({ timeout: 1000 });\nconst slow = axios.create();\nexport { slow as patient };\nexport default axios.create({ timeout: 5000 });\n`;
    const found = await factsOf('a.ts', text, 'client-export');
    assert.deepEqual(found.map(({ name, library, deadline }) => `${name} ${library} ${deadline}`).sort(), [
      'default axios present',
      'patient axios absent',
      'quick axios present',
    ]);
    const go = await factsOf(
      'a.go',
      `package a\n\nimport "net/http"\n\nvar Client = &http.Client{}\n`,
      'client-export',
    );
    assert.deepEqual(
      go.map(({ name, deadline }) => `${name} ${deadline}`),
      ['Client absent'],
    );
  });

  it('make facts of deadlines that are set for the whole process', async () => {
    const found = async (file: string, text: string) =>
      (await factsOf(file, text, 'client-default')).map(({ library, deadline }) => `${library} ${deadline}`);
    assert.deepEqual(await found('a.ts', `import axios from 'axios';\naxios.defaults.timeout = 5000;`), [
      'axios present',
    ]);
    assert.deepEqual(await found('a.ts', `import axios from 'axios';\naxios.defaults.timeout = 0;`), ['axios absent']);
    assert.deepEqual(
      await found('a.go', `package a\n\nimport "net/http"\n\nfunc init() {\n\thttp.DefaultClient.Timeout = 5\n}\n`),
      ['go-net-http present'],
    );
    assert.deepEqual(
      await found(
        'a.go',
        `package a\n\nimport "net/http"\n\nfunc init() {\n\thttp.DefaultClient = &http.Client{Timeout: 5}\n}\n`,
      ),
      ['go-net-http present'],
    );
    assert.deepEqual(await found('a.ts', `globalThis.fetch = other;`), ['fetch unknown']);
  });

  it('prepare an edit only where it needs no judgement', async () => {
    const repaired = async (text: string) => (await calls('a.ts', text)).map(({ repair }) => repair !== undefined);
    assert.deepEqual(await repaired(`fetch('https://x')`), [true]);
    assert.deepEqual(await repaired(`fetch('https://x', { signal: null })`), [false]);
    assert.deepEqual(await repaired(`fetch('https://x', make())`), [false]);
    assert.deepEqual(await repaired(`import axios from 'axios';\naxios.get('https://x', { timeout: 0 })`), [false]);
    assert.deepEqual(await repaired(`import axios from 'axios';\naxios.post('https://x')`), [true]);
  });
});
