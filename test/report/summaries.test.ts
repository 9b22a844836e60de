import assert from 'node:assert/strict';
import { countServices } from '../../server/src/review/overview.ts';
import type { SummaryFormat } from '../../server/src/summaries.ts';
import { opened, type Opened } from '../review/opened.ts';

const web = {
  'web/Dockerfile': 'FROM node:20.11.1\nEXPOSE 8080\nCMD ["node", "main.js"]\n',
  'web/package.json': '{ "name": "web" }\n',
  'web/main.js': "import './src/load.js';\n",
  'web/src/load.ts': "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n",
  'web/src/Extra.kt': 'fun main() {}\n',
  'search/Dockerfile': 'FROM node:20.11.1\nEXPOSE 8080\nCMD ["node", "main.js"]\n',
  'search/package.json': '{ "name": "search" }\n',
};

const service = (at: Opened, name: string) => {
  const found = at.core.services().find((each) => each.name === name);
  assert.ok(found, `${name} is there`);
  return found;
};
const summaryOf = async (at: Opened, name: string) => (await at.core.summaries()).of(service(at, name));
const textOf = async (at: Opened, name: string, format: SummaryFormat) =>
  (await at.core.summaries()).text(service(at, name), format);

describe('summaries of a workspace', () => {
  it('say who calls whom, and what could not be read', async () => {
    const at = await opened(web);
    const { about, coverage } = await summaryOf(at, 'web');
    assert.deepEqual(
      about.calls.map(({ name, known, how }) => [name, known, how]),
      [['search', true, 'by the host search']],
    );
    assert.deepEqual(coverage.unread, [{ file: 'web/src/Extra.kt', reason: 'its language cannot be read yet' }]);
    const { about: other } = await summaryOf(at, 'search');
    assert.deepEqual(
      other.callers.map(({ name, place }) => [name, place]),
      [['web', { file: 'web/src/load.ts', line: 2 }]],
    );
    assert.match(
      await textOf(at, 'search', 'html'),
      /<svg class="dependencies" role="img" aria-label="search: called by web"/,
    );
  });

  it('take a target for a service only where it is one', async () => {
    const call = (target: string) => `axios.get('${target}', { timeout: 1000 });\n`;
    const targets = [
      'http://search/a',
      'http://search.parts.dev/',
      'https://me:hunter2@api.partner.io/x',
      'orders',
      '/local',
      'http://localhost:1/',
    ];
    const at = await opened({
      ...web,
      'web/src/load.ts': `import axios from 'axios';\n${targets.map(call).join('')}`,
    });
    const { about } = await summaryOf(at, 'web');
    assert.deepEqual(
      about.calls.map(({ name, known }) => [name, known]),
      [
        ['api.partner.io', false],
        ['search', true],
        ['search.parts.dev', false],
      ],
    );
    assert.doesNotMatch(await textOf(at, 'web', 'json'), /hunter2/);
  });

  it('are the same on another day while nothing that they say depends on the day', async () => {
    const at = await opened({
      ...web,
      '.prr/answers/web/dep-security.yaml': 'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-01\n',
    });
    await (await at.core.summaries()).record(service(at, 'web'));
    const formats = ['markdown', 'html', 'json', 'sarif'] as const;
    const all = () => Promise.all(formats.map((format) => textOf(at, 'web', format)));
    const before = await all();
    at.at('2027-01-30T08:00:00Z');
    assert.equal(await (await at.core.summaries()).record(service(at, 'web')), undefined);
    assert.deepEqual(await all(), before);
    at.at('2026-11-01T00:00:00Z');
    assert.deepEqual(await all(), before, 'nor when the clock jumps back');
    at.at('2029-01-30T08:00:00Z');
    const { changes } = await summaryOf(at, 'web');
    assert.match(
      changes.changes.map(({ text }) => text).join('\n'),
      /The answer to .* is stale: /,
      'an age is a change',
    );
  });

  it('compare a service that was renamed with what it was, once its descriptor says so', async () => {
    const at = await opened(web);
    await (await at.core.summaries()).record(service(at, 'web'));
    for (const [file, text] of Array.from(at.files)) {
      if (!file.startsWith('web/')) continue;
      at.files.delete(file);
      at.files.set(file.replace('web/', 'shop/'), text);
    }
    await at.core.fill({});
    assert.match(
      (await summaryOf(at, 'shop')).changes.text,
      /There are exports of web, but no such service\. If this service was renamed/,
    );
    await at.write({ '.prr/services/shop.yaml': 'was: [web]\n' });
    assert.equal((await summaryOf(at, 'shop')).changes.since, '2026-11-21');
  });

  it('of two hundred services are counted in a few seconds', async function () {
    this.timeout(60_000);
    const many: Record<string, string> = {};
    for (let index = 0; index < 200; index++) {
      many[`s${index}/package.json`] = '{}';
      many[`s${index}/main.js`] = "import './src/load.js';\n";
      many[`s${index}/Dockerfile`] = 'FROM node:20.11.1\nEXPOSE 8080\nCMD ["node", "main.js"]\n';
      many[`s${index}/src/load.ts`] =
        "import axios from 'axios';\nexport const load = () => axios.get('http://s1/');\n";
    }
    const at = await opened(many);
    const start = performance.now();
    const rows = await countServices(at.review, at.core.services());
    assert.equal(rows.length, 200);
    assert.ok(rows.every(({ claims }) => claims.failed >= 1));
    assert.ok(performance.now() - start < 20_000, `${Math.round(performance.now() - start)} ms`);
    const { about } = await summaryOf(at, 's1');
    assert.equal(about.callers.length, 199);
    assert.match(await textOf(at, 's1', 'html'), /and 194 more<\/text>/);
  });
});
