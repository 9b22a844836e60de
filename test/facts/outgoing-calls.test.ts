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
        'axios has no default timeout',
        'https://prices.internal/${}',
        'one',
      ],
    );
  });

  it('say where they go, where the URL is a constant or of a request that was built before', async () => {
    const go = (lines: string, head = '') =>
      `package a\nimport (\n\t"context"\n\t"fmt"\n\t"net/http"\n\t"os"\n)\n${head}\nfunc check(ctx context.Context, client *http.Client, id string) {\n${lines}\n}\nvar _ = fmt.Sprint(os.Args)\n`;
    const java = (lines: string) =>
      `import java.net.URI;\nimport java.net.http.*;\nclass A {\n  HttpClient client = HttpClient.newHttpClient();\n  void check(String id) throws Exception {\n${lines}\n  }\n}\n`;
    const cases: readonly (readonly [string, string, string | undefined])[] = [
      [
        'a.go',
        go(
          '\treq, _ := http.NewRequestWithContext(ctx, http.MethodGet, "http://fraud.risk.svc/check", nil)\n\tclient.Do(req)',
        ),
        'http://fraud.risk.svc/check',
      ],
      [
        'a.go',
        go(
          '\treq, err := http.NewRequest("GET", base+"/check", nil)\n\tif err != nil {\n\t\treturn\n\t}\n\treq = req.WithContext(ctx)\n\thttp.DefaultClient.Do(req)',
          'const base = "http://fraud:8080"',
        ),
        'http://fraud:8080/check',
      ],
      ['a.go', go('\thttp.Get(fmt.Sprintf("http://fraud/%s", id))'), 'http://fraud/${}'],
      [
        'a.go',
        go('\thttp.Get(fmt.Sprintf("%s/check/%s", base, id))', 'var base = "http://fraud"'),
        'http://fraud/check/${}',
      ],
      ['a.go', go('\thttp.Get(os.Getenv("FRAUD") + "/check")'), undefined],
      [
        'a.go',
        go(
          '\turl := "http://one/"\n\tif id == "" {\n\t\turl = "http://two/"\n\t}\n\treq, _ := http.NewRequest("GET", url, nil)\n\tclient.Do(req)',
        ),
        undefined,
      ],
      [
        'a.ts',
        "const base = 'http://fraud';\nexport const f = (id: string) => fetch(`${base}/check/${id}`);\n",
        'http://fraud/check/${}',
      ],
      ['a.ts', "export const f = () => fetch(new URL('/x', 'http://fraud'));\n", 'http://fraud'],
      [
        'a.ts',
        "const request = new Request('http://fraud/check');\nexport const f = () => fetch(request);\n",
        'http://fraud/check',
      ],
      [
        'a.ts',
        "import axios from 'axios';\nconst client = axios.create({ baseURL: 'http://fraud' });\nexport const f = () => client.get('/check');\n",
        'http://fraud',
      ],
      ['a.ts', 'export const f = (url: string) => fetch(`${url}/check`);\n', undefined],
      [
        'a.py',
        "import requests\nBASE = 'http://fraud'\ndef f(x):\n    requests.get(BASE + '/check')\n",
        'http://fraud/check',
      ],
      [
        'a.py',
        "import requests\nBASE = 'http://fraud'\ndef f(x):\n    requests.get(f'{BASE}/check/{x}')\n",
        'http://fraud/check/${}',
      ],
      [
        'a.py',
        "import requests\ndef f(s: requests.Session):\n    req = requests.Request('GET', 'http://fraud/check')\n    s.send(s.prepare_request(req))\n    s = requests.Session()\n    prepared = s.prepare_request(req)\n    s.send(prepared)\n",
        'http://fraud/check',
      ],
      [
        'a.py',
        "import urllib.request\ndef f():\n    req = urllib.request.Request('http://fraud/check')\n    urllib.request.urlopen(req)\n",
        'http://fraud/check',
      ],
      [
        'A.java',
        java(
          '    HttpRequest request = HttpRequest.newBuilder(URI.create("http://fraud/check")).GET().build();\n    client.send(request, HttpResponse.BodyHandlers.ofString());',
        ),
        'http://fraud/check',
      ],
      [
        'A.java',
        java(
          '    HttpRequest request = HttpRequest.newBuilder().uri(URI.create("http://fraud/check/" + id)).header("Origin", "http://other").build();\n    client.send(request, HttpResponse.BodyHandlers.ofString());',
        ),
        'http://fraud/check/${}',
      ],
    ];
    for (const [file, text, wanted] of cases) {
      const made = (await calls(file, text)).filter(({ role }) => role === 'call').at(-1);
      assert.ok(made, text);
      assert.equal(
        made.resolvedTarget ?? made.target?.replace(/^\$\{\}.*/, '').replace(/^$/, 'none'),
        wanted ?? (made.target === undefined ? undefined : 'none'),
        text,
      );
    }
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
