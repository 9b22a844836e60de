import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { documentedRules as rules } from '../documented.ts';
import { analyse, root } from '../analyse.ts';
import { parseFixture } from '../fixture.ts';
import { casesOf } from '../rule-cases.ts';
import { partIds } from '../../server/src/model/engagement.ts';
import { engagementMarkdown, partMarkdown } from '../../server/src/report/engagement-markdown.ts';
import type { Command } from '../../server/src/cli/command.ts';
import { partCommand } from '../../server/src/cli/engagement.ts';
import { engaged } from '../engagement/engaged.ts';

/** Words that are no plain English, with what to write instead. */
const dialect: readonly (readonly [RegExp, string])[] = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bfor ever\b/i, 'has no timeout, waits indefinitely'],
  [/\b(gives?|gave|given) up\b/i, 'times out'],
  [/(?<![-\w])(nobody|somebody|anybody|everybody|whoever|whom)\b/i, 'no one, someone, or another subject'],
  [/\bhand(s|ed|ing)? in\b|(?<![-\w])(backing|holders?)\b/i, 'hand over, support period, owner'],
  [/\bstill to come\b|\bsa(y|ys|id) so\b/i, 'in the future; the source, or leave it out'],
  [/\b(is|are) not (to be )?seen\b|\bcannot be (seen|told)\b|\bto be seen\b/i, 'could not be determined'],
  [/\bcan ?not tell\b|\bviolated\b/i, 'Inconclusive, Failed'],
  [/\bhand(s|ed|ing)? (\S+ )?(on|down|over)\b|\bpass(es|ed|ing)? (\S+ )?on\b/i, 'propagate, forward, return'],
  [/\btak(e|es|en|ing) (\S+ ){0,4}(away|back)\b/i, 'remove, stop, undo'],
  [/\b(go|goes|going) on\b/i, 'continue'],
  [/\bof (its|their|your|his) own\s*([,;:.)]|$)/i, 'its own …, separate'],
  [/\bstands?\b/i, 'is, appears'],
  [/\bat hand\b|\ball the same\b|\bon the way\b|\bby its name\b|\bof yours\b/i, 'rewrite'],
  [/\b(comes?|made|given|set) from elsewhere\b|\bmade elsewhere\b/i, 'passed in, created elsewhere'],
  [/\bleads? nowhere\b|\bserves? nobody\b|\bway back\b|\bin its place\b/i, 'is broken, is not deployed, rollback'],
  [/\bwithout a trace\b|\btak(e|es|en) at\b|\bdear\b|\bshall\b/i, 'not reported, uses, expensive, should'],
  [/\broll-out\b/i, 'rollout'],
];

/** Messages may have this many characters beside names, paths and values. */
const longest = 100;
/** A title is read in a list. */
const longestTitle = 40;
/** Messages of the fixtures over `longest` (one quotes a comment of the user): this number only becomes smaller. */
const ceiling = 1;

interface Words {
  readonly where: string;
  readonly text: string;
}

/** What a sentence says beside what users wrote: code, paths and numbers. */
function withoutValues(text: string): string {
  return text
    .replace(/`[^`]*`/g, '')
    .split(' ')
    .filter((word) => !/[\w)}\]][.(][\w)]|[a-z][A-Z]|[/_[\]{}<>=`]|\d/.test(word))
    .join(' ');
}

function findings(words: readonly Words[]): string[] {
  return words.flatMap(({ where, text }) =>
    dialect.flatMap(([pattern, better]) => (pattern.test(text) ? [`${where}: ${text} (${better})`] : [])),
  );
}

describe('voice', () => {
  const messages: Words[] = [];
  const asks: Words[] = [];
  const titles: Words[] = [];
  const others: Words[] = [];

  before(async function () {
    this.timeout(120_000);
    for (const { id } of rules) {
      for (const { name, files } of casesOf(id)) {
        const texts = [...files].map(([file, source]) => [file, parseFixture(file, source).text] as const);
        for (const site of await analyse(Object.fromEntries(texts), id)) {
          const where = `${id}/${name}`;
          messages.push({ where, text: site.message });
          if (site.ask !== undefined) asks.push({ where, text: site.ask });
          others.push(...site.related.map(({ message: text }) => ({ where, text })));
          titles.push(...site.fixes.map(({ title: text }) => ({ where, text })));
        }
      }
    }
    assert.ok(messages.length > 1500, `${messages.length} messages`);
  });

  const documented = rules.flatMap(({ id: where, summary, docs: { why, remedy, examples } }) =>
    [summary, why, remedy, ...examples.map(({ title }) => title)].map((text): Words => ({ where, text })),
  );

  it('is plain English in the documentation of rules', () => assert.deepEqual(findings(documented), []));

  it('is plain English in messages, questions, fixes and related places', () => {
    const all = [...messages, ...asks, ...titles, ...others];
    assert.deepEqual([...new Set(findings(all))], []);
  });

  it('is plain English in the engagement of the example: every part, draft and action of every service', async function () {
    this.timeout(120_000);
    const example = path.join(root, 'examples/shakespeare');
    const files = readdirSync(example, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.includes('node_modules') && statSync(path.join(example, name)).isFile())
      .map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(example, name), 'utf8')] as const);
    const { core, engagement } = await engaged(Object.fromEntries(files), 'shakespeare');
    const found: Words[] = [];
    for (const { name } of core.services()) {
      const view = await engagement(name);
      const parts = view.parts.map((part) => partMarkdown(part, { actions: true }));
      // What documents of the example say is quoted there, in a draft at length.
      const drafts = view.parts.flatMap(({ documents }) => documents.map(({ text }) => text));
      for (const page of [engagementMarkdown({ ...view, parts: [] }), ...parts, ...drafts])
        found.push(
          ...page
            .split('\n')
            .map((line): Words => ({ where: name, text: line.replace(/“[^”]*”|`[^`]*`|\[Guide: [^\]]*\]/g, '') })),
        );
    }
    assert.ok(found.length > 1000, `${found.length} lines`);
    assert.deepEqual([...new Set(findings(found))], []);
  });

  it('is plain English in the help of the command line', async () => {
    const folder = path.join(root, 'server/src/cli');
    const loaded = await Promise.all(
      readdirSync(folder).map(async (name) => Object.values((await import(path.join(folder, name))) as object)),
    );
    const isCommand = (each: unknown): each is Command =>
      typeof each === 'object' && each !== null && 'summary' in each && 'options' in each;
    const commands = [...loaded.flat().filter(isCommand), ...partIds.map(partCommand)];
    assert.ok(commands.length > 20, `${commands.length} commands`);
    const texts = commands.flatMap(({ name: where, summary, options }) =>
      [summary, ...Object.values(options).map(({ help }) => help)].map((text): Words => ({ where, text })),
    );
    assert.deepEqual(findings(texts), []);
    assert.deepEqual(
      texts.filter(({ text }) => text.endsWith('.')),
      [],
    );
  });

  it('is plain English in packs', () => {
    const found: Words[] = [];
    const collect = (value: unknown, where: string, key = ''): void => {
      if (typeof value === 'string' && /^(because|says|title|partly|open)$/.test(key))
        found.push({ where, text: value });
      else if (value !== null && typeof value === 'object')
        for (const [name, each] of Object.entries(value)) collect(each, where, Array.isArray(value) ? key : name);
    };
    for (const pack of readBundled(root).bundled.packs) collect(pack, pack.id);
    assert.ok(found.length > 150, `${found.length} sentences`);
    assert.deepEqual(findings(found), []);
  });

  it('keeps messages short, and without a full stop', () => {
    const long = new Set(messages.map(({ text }) => withoutValues(text)).filter((text) => text.length > longest));
    assert.ok(long.size <= ceiling, [...long].join('\n'));
    assert.deepEqual(
      messages.filter(({ text }) => /[^.]\.$/.test(text.replace(/; a comment .*/, ''))),
      [],
    );
  });

  it('keeps titles short', () => {
    const all = [
      ...titles,
      ...rules.flatMap(({ id: where, docs }) => docs.examples.map(({ title: text }) => ({ where, text }))),
    ];
    assert.deepEqual(
      all.filter(({ text }) => withoutValues(text).length > longestTitle),
      [],
    );
    assert.deepEqual(
      rules.filter(({ summary }) => summary.length > 50 || summary.endsWith('.')).map(({ summary }) => summary),
      [],
    );
  });

  it('asks one thing at a time: a question, or what to do', () => {
    const isQuestion = /^(Do|Does|Is|Are|Can|Has|Have|Who|What|Which|How|Should|Would)\b[^?]*\?$/;
    const isInstruction = /^(If .*|Set|Say|Complete|Raise)\b[^?]*[^?.]$/;
    const odd = asks.filter(
      ({ text }) =>
        !(isQuestion.test(text) || isInstruction.test(text)) || /, (and|or) (what|which|does|do|is)\b/i.test(text),
    );
    assert.deepEqual([...new Set(odd.map(({ text }) => text))], []);
  });
});
