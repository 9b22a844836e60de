import assert from 'node:assert/strict';
import { htmlSummary, summaryParts } from '../../server/src/report/summary/html.ts';
import { markdownSummary } from '../../server/src/report/summary/markdown.ts';
import { sarifSummary } from '../../server/src/report/summary/sarif.ts';
import { summarise } from '../../server/src/report/summary/summary.ts';
import { claimsOf, finding, input, note, profile, status } from './summary-input.ts';

const evil = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '</style><svg onload=alert(1)>',
  '[click](command:workbench.action.terminal.new)',
  '![x](https://evil.example/pixel)',
  '"><a href="command:x">y</a>',
  "' onmouseover='alert(1)",
  '\u202Ereversed\u0007\u001b[31m',
  '# heading | table `code`',
].join(' ');

/** A service of which everything that a person or a file could say is hostile. */
async function hostile() {
  const place = { file: `src/${evil}.ts`, span: { start: 0, end: 1 } };
  const told = { value: evil, because: evil, at: place };
  const answer = {
    item: 'x',
    service: 'web',
    answer: 'no',
    reason: evil,
    by: evil,
    date: evil,
    link: 'javascript:alert(1)',
  } as const;
  const item = { title: evil, why: evil, evidence: evil, guide: evil };
  const whole = input({
    service: {
      name: 'web',
      root: evil,
      because: evil,
      places: [],
      workloads: [evil],
      was: [],
      programs: [],
      environments: ['production'],
    },
    profile: profile({ title: evil, description: evil, owner: told, contact: told, rotation: told }),
    items: [
      status({
        item: { ...item, id: 'a' },
        ask: evil,
        state: 'violated',
        because: evil,
        sites: [finding({ message: evil })],
        stale: evil,
        answer,
      }),
      status({
        item: { ...item, id: 'b', claims: claimsOf([]) },
        ask: evil,
        state: 'no',
        because: evil,
        answer,
        changes: [evil],
      }),
      status({
        item: { ...item, id: 'c' },
        ask: evil,
        state: 'unanswered',
        because: evil,
        history: [{ answer: 'yes', reason: evil, by: evil, date: evil }],
      }),
      status({ item: { ...item, id: 'd' }, included: { value: false, because: evil } }),
    ],
    findings: [
      finding({ message: evil, file: place.file }),
      finding({ message: evil, suppressed: { reason: evil, place } }),
    ],
    notes: [
      { note: note({ text: evil, by: evil }) },
      { note: note({ id: '2026-11-02-b', kind: 'decision', text: evil, by: evil }) },
      { note: note({ id: '2026-11-02-c', kind: 'risk', text: evil, by: evil }) },
      { note: note({ id: '2026-11-02-d', kind: 'advice', state: 'resolved', text: evil, by: evil }) },
    ],
    portrait: {
      languages: [evil],
      routes: [evil],
      calls: [{ name: evil, known: false, how: evil, at: place }],
      elsewhere: 1,
      variables: [evil],
      callers: [{ name: evil, known: true, how: evil }],
      entrances: [evil],
      objectives: [{ words: evil, at: place }],
      alerts: 0,
      alertRoutes: [{ words: evil, at: place }],
    },
    reading: { read: 0, beside: 0, unread: [{ file: evil, reason: evil }], leftOut: [evil], others: 0 },
    problems: [{ file: evil, span: { start: 0, end: 0 }, message: evil }],
    formerNames: [evil],
  });
  return { whole, summary: await summarise(whole) };
}

/** Characters that steer a terminal or turn the direction of writing. */
const unseen = /[^\P{Cc}\n\t]|\p{Bidi_Control}/u;

/** Tags of a text of HTML, as far as a browser would see them in escaped text: all that stands between `<` and `>`. */
function tags(html: string): string[] {
  return [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
}

describe('hostile content in a summary', () => {
  it('becomes no element, attribute or address in HTML', async () => {
    const { summary } = await hostile();
    const calm = await summarise(input());
    const texts = [
      htmlSummary(summary),
      ...(['page', 'editor'] as const).flatMap((links) => summaryParts(summary, links).map(({ html }) => html)),
    ];
    assert.ok(texts.join('').includes('&lt;script&gt;'), 'it is there, as text');
    for (const text of texts) {
      for (const tag of tags(text)) {
        assert.doesNotMatch(tag, /^<(script|img|iframe|object|embed|link|base|form)\b/i, tag);
        assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+=|'/, tag);
        const [, href] = /\shref="([^"]*)"/.exec(tag) ?? [];
        if (href !== undefined) assert.match(href, /^#/, `${tag} leads within the page`);
      }
      assert.doesNotMatch(text, unseen);
    }
    const style = (html: string) => /<style>[\s\S]*?<\/style>/.exec(html)?.[0];
    assert.equal(style(htmlSummary(summary)), style(htmlSummary(calm)), 'the style is ours alone');
    assert.match(htmlSummary(summary), /default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'/);
  });

  it('becomes no markup and no link in Markdown', async () => {
    const { summary } = await hostile();
    const page = markdownSummary(summary);
    const bare = page.replace(/`[^`\n]*`/g, '');
    assert.doesNotMatch(bare, /(^|[^\\])<[a-z/]/im, 'no HTML');
    assert.doesNotMatch(bare, /(^|[^\\])\]\(/m, 'no link');
    assert.doesNotMatch(page, unseen);
    const ours = /^(# Production readiness of |#{2,4} )/;
    for (const line of page.split('\n')) if (line.startsWith('#')) assert.match(line, ours);
  });

  it('stays data in JSON and SARIF', async () => {
    const { whole, summary } = await hostile();
    assert.deepEqual(JSON.parse(JSON.stringify(summary)), summary);
    const at = async () => ({ text: evil, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } });
    const log = JSON.parse(
      await sarifSummary(summary, { review: whole.review, rules: whole.rules, version: '1.0.0', at }),
    ) as {
      runs: { results: { locations?: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    for (const { locations = [] } of log.runs[0]?.results ?? [])
      for (const { physicalLocation } of locations)
        assert.match(physicalLocation.artifactLocation.uri, /^[\w./%~!*'()-]+$/);
  });
});
