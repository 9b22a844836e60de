import assert from 'node:assert/strict';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import { loadPacks } from '../../server/src/knowledge/load.ts';
import { matchOutgoing } from '../../server/src/knowledge/outgoing-match.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';

const { bundled, problems } = readBundled(root);
const knowledge = compileKnowledge(bundled.packs);
const load = (text: string) => loadPacks([{ path: '.prr/packs/ours.yaml', text }]);

const ours = `id: ours
name: our client
language: javascript
modules: ['@ours/http']
outgoing:
  protocol: http
  default:
    timeout: finite
    says: our client gives up after 2 s
    version: all
    source: 'https://wiki.internal/http'
  calls:
    - names: [call]
      options: [1]
  deadlines:
    - option: patience
`;

describe('packs', () => {
  it('that are bundled are sound, each in a file of its name', () => {
    assert.deepEqual(problems, []);
    assert.ok(bundled.packs.length >= 100);
    for (const { id, outgoing } of bundled.packs) {
      if (outgoing) assert.match(outgoing.default.source, /^https:\/\//, id);
    }
  });

  it('refer to packs that are there', () => {
    const ids = new Set(bundled.packs.map(({ id }) => id));
    for (const { id, language, outgoing } of bundled.packs) {
      for (const { of = [] } of outgoing?.globals ?? [])
        for (const other of of) assert.ok(ids.has(other), `${id}: ${other}`);
      for (const { as } of outgoing?.clients ?? []) {
        const [module = '', name = ''] = as?.split('#') ?? [];
        const codeLanguage = language === 'javascript' ? 'typescript' : language;
        if (as) assert.equal(matchOutgoing(name, { module, language: codeLanguage, knowledge })?.role, 'make', id);
      }
    }
  });

  it('of a team load like ours, and replace one with the same id', () => {
    const loaded = load(ours);
    assert.deepEqual(loaded.problems, []);
    const both = compileKnowledge([...bundled.packs, ...loaded.packs]);
    assert.equal(both.forModule('typescript', '@ours/http')[0]?.id, 'ours');
    const replaced = compileKnowledge([...bundled.packs, ...load(ours.replace('id: ours', 'id: axios')).packs]);
    assert.deepEqual(replaced.forModule('typescript', 'axios'), []);
    assert.equal(replaced.packs.length, bundled.packs.length);
  });

  const mistakes: readonly [what: string, text: string, marked: string, message: RegExp][] = [
    ['a key that nobody knows', ours.replace('says:', 'sayz:'), '', /says/],
    ['an unknown key', `${ours}colour: red\n`, 'red', /colour.*Unrecognized/],
    ['a value out of the list', ours.replace('finite', 'soon'), 'soon', /outgoing\.default\.timeout/],
    ['a name that is none', ours.replace('[call]', '[call it]'), 'call it', /outgoing\.calls\.0\.names\.0: not a name/],
    ['no module', ours.replace(/modules:.*\n/, ''), '', /needs modules, globals or libraries/],
    ['a broken file', 'id: [ours\n', '', /./],
    ['no map', '- a\n', '', /./],
    ['an id with spaces', ours.replace('id: ours', 'id: Our Client'), 'Our Client', /^id: /],
  ];
  for (const [what, text, marked, message] of mistakes) {
    it(`say where they have ${what}`, () => {
      const { packs, problems } = load(text);
      assert.deepEqual(packs, []);
      const problem = problems.find((each) => message.test(each.message));
      assert.ok(problem, JSON.stringify(problems));
      assert.equal(problem.file, '.prr/packs/ours.yaml');
      if (marked) assert.equal(text.slice(problem.span.start, problem.span.end), marked);
    });
  }

  it('cost only themselves when they are malformed', () => {
    const { packs, problems } = loadPacks([
      { path: 'a.yaml', text: 'id: 1' },
      { path: 'b.yaml', text: ours },
    ]);
    assert.deepEqual(
      packs.map(({ id }) => id),
      ['ours'],
    );
    assert.ok(problems.every(({ file }) => file === 'a.yaml'));
  });

  it('are bounded: a bomb of aliases is a problem, not the end', () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    );
    const { packs, problems } = load(levels.join('\n'));
    assert.deepEqual(packs, []);
    assert.equal(problems.length, 1);
    assert.ok(load('x'.repeat(600 * 1024)).problems.length > 0);
  });

  it('know modules as they are written: with node:, with major versions', () => {
    const known = (language: 'typescript' | 'go', module: string) =>
      knowledge.forModule(language, module).map(({ id }) => id);
    assert.ok(known('typescript', 'node:http').includes('node-http'));
    assert.ok(known('typescript', 'https').includes('node-http'));
    assert.ok(known('go', 'github.com/go-resty/resty/v2').includes('go-resty'));
    assert.deepEqual(known('go', 'axios'), []);
    assert.equal(knowledge.packageName('github.com/go-resty/resty/v2'), 'resty');
    assert.equal(knowledge.packageName('github.com/hashicorp/go-retryablehttp'), 'retryablehttp');
  });

  it('give words of which one occurs in each file that they speak of', () => {
    const hits = (language: 'typescript' | 'go') => (text: string) =>
      knowledge.triggersFor(language).some((pattern) => new RegExp(pattern).test(text));
    for (const text of [
      `import axios from 'axios'`,
      `require("got")`,
      `import * as http from 'node:http'`,
      `await fetch(url)`,
      `globalThis.fetch(url)`,
    ]) {
      assert.ok(hits('typescript')(text), text);
    }
    for (const text of [`import "net/http"`, `import resty "github.com/go-resty/resty/v2"`])
      assert.ok(hits('go')(text), text);
    for (const text of [
      `import { forgotten } from './http/keys'; export const kyoto = needleless + axiosis;`,
      `import { get } from '@own/http'; prefetch(url);`,
    ])
      assert.ok(!hits('typescript')(text), text);
    assert.ok(knowledge.triggersFor('go').every((pattern) => !pattern.includes('axios')));
  });
});
