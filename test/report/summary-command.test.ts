import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import type { ClaimCounts } from '../../server/src/model/review.ts';
import { wordsIn } from '../../server/src/report/blocks/blocks.ts';
import { mostWords } from '../../server/src/report/summary/first.ts';
import { sumCounts } from '../../server/src/review/states.ts';
import { root } from '../analyse.ts';

const require = createRequire(import.meta.url);

/** What a schema has against a value. */
function schemaErrors(file: string, value: unknown): unknown[] {
  const ajv = new Ajv({ unknownFormats: 'ignore', allErrors: true, schemaId: 'auto' });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object);
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  validate(value);
  return validate.errors ?? [];
}

// The real command line on a copy of the example: what is written, and that it is the same for the same state.
describe('prr summary', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'prr-summary-'));
    cpSync(path.join(root, 'examples/shakespeare'), folder, { recursive: true });
    rmSync(path.join(folder, '.prr/exports'), { recursive: true, force: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const prr = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const env = { ...process.env, XDG_CACHE_HOME: path.join(folder, '.cache'), NO_COLOR: '1', ...environment };
    const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], {
      encoding: 'utf8',
      cwd: folder,
      env,
    });
    assert.equal(status, 0, stderr);
    return stdout;
  };
  const summary = (format: string, ...more: string[]) =>
    prr(['summary', '--service', 'frontend', '--format', format, ...more]);
  const exportsOf = () => {
    try {
      return readdirSync(path.join(folder, '.prr/exports/frontend'));
    } catch {
      return [];
    }
  };

  it('writes nothing of its own accord, for a pipeline must not', () => {
    summary('markdown');
    assert.deepEqual(exportsOf(), []);
  });

  it('says the same in each format for the same state, recorded or not, on another day and in another zone', () => {
    const formats = ['markdown', 'html', 'json', 'sarif'];
    summary('markdown', '--record');
    assert.equal(exportsOf().length, 1);
    const before = formats.map((format) => summary(format));
    const elsewhere = { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8' };
    const again = formats.map((format) =>
      prr(['summary', '--service', 'frontend', '--format', format, '--record'], elsewhere),
    );
    assert.deepEqual(again, before);
    assert.equal(exportsOf().length, 1, 'a state that is recorded is not recorded again');
  }).timeout(60_000);

  it('says what has changed since the export before, and goes on to say it after the next', () => {
    appendFileSync(
      path.join(folder, 'frontend/src/search-client.ts'),
      '\nexport const ping = (base: string) => fetch(`${base}/ping`);\n',
    );
    mkdirSync(path.join(folder, '.prr/answers/frontend'), { recursive: true });
    writeFileSync(
      path.join(folder, '.prr/answers/frontend/dep-security.yaml'),
      'answer: yes\nreason: docs/design.md\nby: Ada\ndate: 2026-11-20\n',
    );
    const once = summary('markdown', '--record');
    assert.match(once, /- worse: “Outgoing calls have a timeout”: 1 new finding, in frontend\/src\/search-client\.ts/);
    assert.match(once, /- better: Ada answered “Security review”: yes, because “docs\/design\.md”/);
    assert.equal(exportsOf().length, 2);
    assert.equal(summary('markdown', '--record'), once);
    assert.equal(summary('markdown'), once);
  });

  it('begins with two pages, asks each open question once, and counts as checklist and overview do', () => {
    const page = summary('markdown');
    const first = page.slice(0, page.indexOf('\n## Appendix\n'));
    assert.ok(wordsIn(first) <= mostWords, `${wordsIn(first)} words`);
    assert.match(first, /- Where: GET \/suggest → suggest → `frontend\/src\/search-client\.ts:30`/);
    const value = JSON.parse(summary('json')) as {
      readiness: { claims: object };
      aspects: { claims: object; items: { question: string; state: string }[] }[];
    };
    const open = value.aspects
      .flatMap(({ items }) => items)
      .filter(({ state }) => state === 'unanswered' || state === 'cannot-tell');
    assert.ok(open.length > 5);
    for (const { question } of open) assert.equal(page.split(question).length, 2, question);
    const [list] = JSON.parse(prr(['checklist', '--service', 'frontend', '--format', 'json'])) as { claims: object }[];
    assert.deepEqual(value.readiness.claims, list?.claims);
    assert.deepEqual(value.readiness.claims, sumCounts(value.aspects.map(({ claims }) => claims as ClaimCounts)));
    const rows = JSON.parse(prr(['overview', '--format', 'json'])) as { service: string; claims: object }[];
    assert.deepEqual(value.readiness.claims, rows.find(({ service }) => service === 'frontend')?.claims);
    const one = JSON.parse(prr(['overview', '--service', 'frontend', '--format', 'json'])) as typeof value;
    assert.deepEqual(one.readiness.claims, value.readiness.claims);
  }).timeout(60_000);

  it('has one page for all services, and says what does not go together', () => {
    const page = prr(['summary', '--system']);
    for (const words of [
      'Services by readiness',
      'Top risks over all services',
      'Shared dependencies',
      'Who owns what',
    ])
      assert.match(page, new RegExp(`^## ${words}$`, 'm'));
    assert.match(page, /^- shakespeare-web: 1 service \(frontend\)$/m);
    const value = JSON.parse(prr(['summary', '--system', '--format', 'json'])) as object;
    assert.deepEqual(schemaErrors(path.join(root, 'schemas/system-summary.schema.json'), value), []);
    assert.doesNotMatch(prr(['summary', '--system', '--format', 'html']), /<script|href="(?!#)/);
    for (const [args, words] of [
      [['--service', 'frontend'], /use either --system or --service/],
      [['--record'], /--record needs --service/],
      [['--format', 'sarif'], /SARIF needs --service/],
    ] as const) {
      const { status, stderr } = spawnSync(
        process.execPath,
        [path.join(root, 'dist/prr.cjs'), 'summary', '--system', ...args],
        { encoding: 'utf8', cwd: folder },
      );
      assert.equal(status, 2);
      assert.match(stderr, words);
    }
  }).timeout(60_000);

  it('keeps to the published schemas', () => {
    const value = JSON.parse(summary('json')) as { format: string };
    assert.equal(value.format, 'production-readiness-summary/5');
    assert.deepEqual(schemaErrors(path.join(root, 'schemas/summary.schema.json'), value), []);
    assert.notDeepEqual(schemaErrors(path.join(root, 'schemas/summary.schema.json'), { ...value, risks: 1 }), []);
    const sarif = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
    const log = JSON.parse(summary('sarif')) as {
      runs: {
        results: { ruleId: string; ruleIndex: number; kind?: string }[];
        tool: { driver: { rules: { id: string; help: { text: string } }[] } };
      }[];
    };
    assert.deepEqual(schemaErrors(sarif, log), []);
    const [run] = log.runs;
    const rules = run?.tool.driver.rules ?? [];
    for (const { ruleId, ruleIndex } of run?.results ?? []) assert.equal(rules[ruleIndex]?.id, ruleId);
    for (const { id, help } of rules) assert.match(help.text, /Guide: [\w#-]+\.$/, `${id} cites the Guide`);
    assert.ok(
      run?.results.some(({ ruleId }) => ruleId === 'outbound-call-timeout'),
      'findings of the service',
    );
    assert.ok(
      run?.results.some(({ kind }) => kind === 'review'),
      'items that wait for a person',
    );
  });

  it('gives a page that loads nothing and runs nothing', () => {
    const html = summary('html');
    assert.doesNotMatch(html, /<script|<link|<img|<iframe|src=|@import|url\((?!#)/i);
    for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g)) {
      assert.match(href, /^#/);
      assert.ok(html.includes(`id="${href.slice(1)}"`), `${href} is on the page`);
    }
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, 'each id once');
  });

  it('shows in the overview how the services stand, and what to do next', () => {
    assert.match(
      prr(['overview']),
      /^service +owner +tier +phase +findings +passed +failed +inconclusive +manual\nfrontend /,
    );
    const one = prr(['overview', '--service', 'frontend']);
    assert.match(one, /^Next: /m);
    const { next, risks } = JSON.parse(prr(['overview', '--service', 'frontend', '--format', 'json'])) as {
      next: unknown[];
      risks: unknown[];
    };
    assert.ok(next.length > 0 && risks.length > 0);
    const rows = JSON.parse(prr(['overview', '--format', 'json'])) as { service: string }[];
    assert.deepEqual(
      rows.map(({ service }) => service),
      ['frontend', 'indexer', 'quotes', 'search'],
    );
  });
});
