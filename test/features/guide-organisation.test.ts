import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildGuide, type GuideSource } from '../../server/src/guide/build.ts';
import { coverageOf } from '../../server/src/guide/coverage.ts';
import { draftPage, slugOf, titleOf } from '../../server/src/guide/draft.ts';
import { linksOf } from '../../server/src/guide/markdown-links.ts';
import { inertMarkdown } from '../../server/src/guide/preview.ts';
import { openGuideShelves } from '../../server/src/guide/shelves.ts';
import { branchesOf } from '../../server/src/guide/tree.ts';
import { readTeam } from '../../server/src/team.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';

const runs = Number(process.env['PRR_RUNS'] ?? 150);
const timeouts =
  '---\ntitle: Timeouts\naspect: architecture\nchecks: [outbound-call-timeout]\n---\n\n# Timeouts\n\nGive each call a deadline.\n\n## In short\n\nTwo seconds.\n';
const bundled = [{ id: 'timeouts', text: timeouts }];

async function open(files: Readonly<Record<string, string>>, settings = 'guideFolders: [handbook]\n') {
  const all = new Map(Object.entries({ '.prr/settings.yaml': settings, ...files }));
  const workspace = openMemory(all);
  const team = await readTeam(workspace, {});
  const shelves = openGuideShelves({ bundled, team, workspace, checks: new Set(['outbound-call-timeout']) });
  await shelves.fresh();
  const said = async () => [
    ...team.problems.map(({ message }) => message),
    ...(await shelves.problems.all()).map(({ file, span, message }) => {
      const at = (all.get(file) ?? '').slice(span.start, span.end);
      return `${file} [${at}] ${message}`;
    }),
  ];
  return { all, shelves, guide: shelves.guide, said };
}

describe("an organisation's Guide folders", () => {
  it('names pages by their file, by their path where two have one name, and a folder by its own page', async () => {
    const { guide } = await open({
      'handbook/README.md': '# Home\n\nAll.\n',
      'handbook/a/index.md': '# Alpha\n\nThe first.\n',
      'handbook/a/paging.md': '# Paging A\n',
      'handbook/b/paging.md': '# Paging B\n',
      'handbook/b/alone.md': '# Alone\n',
      'handbook/node_modules/x/README.md': '# Not ours\n',
      'handbook/.github/pull_request_template.md': '# Not ours\n',
    });
    const own = guide.pages.filter(({ origin }) => origin === 'organisation').map(({ id, title }) => `${id}: ${title}`);
    assert.deepEqual(
      own.sort(),
      ['a/paging: Paging A', 'a: Alpha', 'alone: Alone', 'b/paging: Paging B', 'handbook/README: Home'].sort(),
    );
    assert.equal(guide.page('b/alone')?.title, 'Alone');
    assert.equal(guide.page('handbook/b/alone.md')?.title, 'Alone');
    assert.equal(guide.page('paging'), undefined);
    assert.equal(guide.named('paging').length, 2);
  });

  it('replaces a bundled page by name, by what front matter says, and not where two have the name', async () => {
    const { guide } = await open({ 'handbook/deep/timeouts.md': '# Ours\n\nOne second.\n' });
    assert.equal(guide.page('timeouts')?.title, 'Ours');
    assert.equal(guide.page('timeouts')?.aspect, 'architecture');
    assert.equal(guide.page('timeouts')?.replaces, true);
    const two = await open({ 'handbook/x/timeouts.md': '# X\n', 'handbook/y/timeouts.md': '# Y\n' });
    assert.equal(two.guide.page('timeouts')?.title, 'Timeouts');
    const said = await open({ 'handbook/x/deadlines-of-ours.md': '---\nreplaces: timeouts\n---\n\n# Deadlines\n' });
    assert.equal(said.guide.page('timeouts')?.title, 'Deadlines');
    const not = await open({ 'handbook/timeouts.md': '---\nreplaces: none\n---\n\n# In sport\n' });
    assert.equal(not.guide.page('timeouts')?.title, 'Timeouts');
    assert.equal(not.guide.page('handbook/timeouts')?.title, 'In sport');
  });

  it('reads the pages of other tools', async () => {
    const { guide } = await open({
      'handbook/hugo.md':
        '---\ntitle: "Kube: node"\nweight: 20\n---\n\n<!-- note -->\n\n{{< hint >}}\n\nThe **node** is [gone](x.md).\n',
      'handbook/docusaurus.md':
        "---\nid: x\n---\nimport Tabs from '@theme/Tabs';\n\n# Tabs\n\n:::note\n\nMind this.\n\n:::\n",
      'handbook/setext.md': 'Title here\n==========\n\nFirst words.\n\nSecond part\n-----------\n\nMore of zebra.\n',
      'handbook/zh.md': '# 轮值\n\n任何团队都必须加入轮值。\n\n## 交接\n\n写下未解决的警报。\n',
    });
    assert.deepEqual([guide.page('hugo')?.title, guide.page('hugo')?.summary], ['Kube: node', 'The node is gone.']);
    assert.equal(guide.page('docusaurus')?.summary, 'Mind this.');
    assert.deepEqual([guide.page('setext')?.title, guide.page('setext')?.summary], ['Title here', 'First words.']);
    const [hit] = guide.search('zebra', 3);
    assert.equal(hit?.heading?.anchor, 'second-part');
    assert.equal(guide.search('未解决的警报', 3)[0]?.heading?.text, '交接');
  });

  it('says at its place which folder is not there, lies outside or is empty', async () => {
    const { said } = await open({ 'docs/x.txt': '' }, 'guideFolders: [nowhere, docs, ../up]\n');
    assert.deepEqual(await said(), [
      "guideFolders: ../up lies outside of the workspace; name it in the editor's settings",
      '.prr/settings.yaml [nowhere] The Guide folder nowhere is not there',
      '.prr/settings.yaml [docs] The Guide folder docs holds no Markdown pages',
    ]);
  });

  it('says what it leaves out: large and broken pages, and what the search has no room for', async () => {
    const words = 'many words of a large page '.repeat(4000);
    const large = Object.fromEntries(
      Array.from({ length: 320 }, (_, at) => [`handbook/p${at}.md`, `# Page ${at}\n\n${words}`]),
    );
    const { said, guide } = await open({ ...large, 'handbook/huge.md': 'x'.repeat(1_000_001) });
    const all = await said();
    assert.ok(all.includes('handbook/huge.md [] This page is not in the Guide: it has over 1,000,000 characters'));
    assert.ok(
      all.some((each) => /\[handbook\] The search skips \d+ pages/.test(each)),
      all.join('\n'),
    );
    assert.equal(guide.page('p319')?.title, 'Page 319');
  }).timeout(60_000);

  it('is read anew when a page changes', async () => {
    const { all, shelves, guide } = await open({ 'handbook/x.md': '# One\n' });
    all.set('handbook/x.md', '# Two\n');
    shelves.touch(['src/other.ts']);
    await shelves.fresh();
    assert.equal(guide.page('x')?.title, 'One');
    shelves.touch(['handbook/x.md']);
    await shelves.fresh();
    assert.equal(guide.page('x')?.title, 'Two');
  });

  it('shows folders as they lie, level by level, and a replacing page under its aspect', async () => {
    const { guide } = await open({
      'handbook/README.md': '# Home\n',
      'handbook/timeouts.md': '# Ours\n',
      'handbook/a/index.md': '# Alpha\n',
      'handbook/a/b/deep.md': '# Deep\n',
    });
    const labels = (below?: Parameters<typeof branchesOf>[1]) =>
      branchesOf(guide, below).map((node) => (node.kind === 'page' ? node.page.title : `${node.label} ${node.count}`));
    assert.match(labels().join('; '), /^Architecture[^;]* 1; handbook 4$/);
    assert.deepEqual(labels({ aspect: 'architecture' }), ['Ours']);
    assert.deepEqual(labels({ root: 'handbook', path: '' }), ['Alpha 2', 'Ours']);
    assert.deepEqual(labels({ root: 'handbook', path: 'a' }), ['b 1']);
    assert.deepEqual(labels({ root: 'handbook', path: 'a/b' }), ['Deep']);
  });
});

describe('broken links of a Guide', () => {
  const target =
    '# Escalation\n\n## Who comes next?\n\n<a id="here"></a>\n\n## Same\n\n## Same\n\n## Given {#own-id}\n';
  const page = (text: string) => ({
    'handbook/a/page.md': text,
    'handbook/b/escalation.md': target,
    'handbook/b/plan.png': '',
    'src/x.ts': '',
  });
  const leads = [
    '[x](../b/escalation.md)',
    '[x](../b/escalation.md#who-comes-next)',
    '[x](../b/escalation.md#Who-Comes-Next)',
    '[x](../b/escalation.md#here) [x](../b/escalation.md#same-1) [x](../b/escalation.md#same_1) [x](../b/escalation.md#own-id)',
    '[x](<../b/escalation.md> "title")',
    '[x](../b/escalation) [x](../b/) [x](/b/escalation.md) [x](/anywhere/else)',
    '![x](../b/plan.png) <img src="../b/plan.png">',
    '[x](../../src/x.ts) [x](../../../outside.md)',
    '[x](https://example.com/none.md) [x](mailto:a@b) [x](command:x) [x]({{< ref "none.md" >}}) [x](#)',
    '`[x](none.md)`\n\n```\n[x](none.md)\n```\n\n    [x](none.md)\n\n<!-- [x](none.md) -->',
    '- item\n\n  ```\n  [x](none.md)\n  ```\n',
    '[x][ref]\n\n[ref]: ../b/escalation.md',
    '[^1]\n\n[^1]: none.md',
    '\\[x\\](none.md)',
    'arr[i](x)',
  ];
  for (const text of leads)
    it(`none in ${JSON.stringify(text)}`, async () => {
      const { said } = await open(page(`# Page\n\n${text}\n`));
      assert.deepEqual(await said(), []);
    });

  const broken: readonly (readonly [string, string])[] = [
    [
      '[x](../b/escalatoin.md)',
      '[../b/escalatoin.md] Broken link: there is no page ../b/escalatoin.md; did you mean ../b/escalation.md?',
    ],
    [
      '[x](escalation.md)',
      '[escalation.md] Broken link: there is no page escalation.md; did you mean ../b/escalation.md?',
    ],
    [
      '[x](../b/escalation.md#who-comes-nxt)',
      '[#who-comes-nxt] Broken link: escalation.md has no heading #who-comes-nxt; did you mean #who-comes-next?',
    ],
    ['[x](#nothing-like-it)', '[#nothing-like-it] Broken link: this page has no heading #nothing-like-it'],
    ['![x](none.png)', '[none.png] Broken link: there is no image none.png'],
    ['[x][ref]\n\n[ref]: none.md', '[none.md] Broken link: there is no page none.md'],
  ];
  for (const [text, expected] of broken)
    it(`one in ${text}`, async () => {
      const { said } = await open(page(`# Page\n\n${text}\n`));
      assert.deepEqual(await said(), [`handbook/a/page.md ${expected}`]);
    });

  it('mistakes of front matter, conflicts and citations stand at their value', async () => {
    const item = (guide: string) =>
      `title: Own\nitems:\n  - id: own-item\n    title: Own\n    question: Is it?\n    why: Because.\n    aspect: change\n    phases: [build]\n    guide: ${guide}\n    evidence: A file.\n    source: Our own.\n`;
    const { said } = await open({
      'handbook/x.md': '---\naspect: chnge\nchecks: [outbound-call-timeout, no-such-check]\n---\n\n# X\n',
      'handbook/y.md': '# Y\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n',
      'handbook/w.md': '---\ntitle: [\n---\n\n# W\n',
      'handbook/z.md': '---\ntitle: Never ends\n\n# Z\n',
      '.prr/checklists/own.yaml': item('timeuots'),
    });
    const all = (await said()).join('\n');
    for (const each of [
      /handbook\/x\.md \[chnge\] Unknown aspect chnge/,
      /handbook\/x\.md \[no-such-check\] Unknown check no-such-check/,
      /handbook\/y\.md \[<<<<<<<\] Merge conflict/,
      /handbook\/w\.md .*front matter is not valid YAML/,
      /handbook\/z\.md \[---\] The front matter has no end/,
    ])
      assert.match(all, each);
    assert.match(all, /own\.yaml \[timeuots\] The Guide has no page timeuots; did you mean timeouts\?/);
  });
});

describe('a page of an organisation as it is drawn', () => {
  const draw = async (text: string) => {
    const sources: GuideSource[] = [
      { id: 'a/page', text, origin: 'organisation', root: 'handbook', file: 'handbook/a/page.md' },
      { id: 'b/other', text: '# Other\n', origin: 'organisation', root: 'handbook', file: 'handbook/b/other.md' },
    ];
    const guide = buildGuide(sources);
    const page = guide.page('page');
    assert.ok(page);
    return inertMarkdown(page, {
      guide,
      image: async (path) => (path === 'b/x.png' ? 'data:image/png;base64,AA==' : undefined),
    });
  };
  const cases: readonly (readonly [string, string])[] = [
    ['[x](command:prr.restartServer)', '[x](#)'],
    ['[x](COMMAND:prr.x) [y](&#99;ommand:x) [z](command\\:x) [w](\n command:x)', '[x](#) [y](#) [z](#) [w](\n #)'],
    [
      '[x](javascript:alert(1)) [x](vscode://a/b) [x](data:text/html,x) [x](file:///etc/passwd)',
      '[x](#) [x](#) [x](#) [x](#)',
    ],
    ['[x][y]\n\n> [y]: command:x', '[x][y]\n\n> [y]: #'],
    ['a <pre>[x](command:y)</pre>', 'a <pre>[x](#)</pre>'],
    ['[x][^y]\n\n1. [^y]: command:x', '[x][^y]\n\n1. [^y]: #'],
    [`[x](command:${'y'.repeat(1500)})`, `[x](#${'y'.repeat(508)})`],
    ['<command:x> <https://example.com>', '&lt;command:x&gt; <https://example.com>'],
    ['<script>x()</script>', '&lt;script&gt;x()&lt;/script&gt;'],
    ['<b onclick="x()" style="top:0" title="t">x</b>', '<b title="t">x</b>'],
    ['<a href="command:x" href=\'java&#x0A;script:x\'>x</a>', '<a href="#" href="#">x</a>'],
    ['<iframe src="https://e.com"></iframe>', '&lt;iframe src="https://e.com"&gt;&lt;/iframe&gt;'],
    ['a <!-- b --> c', 'a   c'],
    ['`<script>` and\n\n```html\n<script>\n```', '`<script>` and\n\n```html\n<script>\n```'],
    ['<div>\n```\n<form>\n```\n</div>', '<div>\n```\n&lt;form&gt;\n```\n</div>'],
    [
      '[x](../b/other.md#y) ![i](../b/x.png) ![j](none.png)',
      '[x](other.md#y) ![i](data:image/png;base64,AA==) ![j](#)',
    ],
    ['1 < 2 and a<b', '1 < 2 and a&lt;b'],
  ];
  for (const [text, expected] of cases)
    it(JSON.stringify(text), async () => assert.equal(await draw(`# Page\n\n${text}\n`), `# Page\n\n${expected}\n`));
});

describe('drafts and coverage', () => {
  it('never writes over a page, and has what readers look for', async () => {
    const { all, shelves, guide } = await open({ 'handbook/x.md': '# X\n' });
    const source = { title: 'Drain: the "queue"', text: '# It burst\n\nAt night.', place: 'src/x.ts:3', by: 'Ben' };
    const first = await shelves.draft(source, { today: '2026-11-22' });
    const second = await shelves.draft(source, { today: '2026-11-22' });
    assert.deepEqual([first, second], ['.prr/guide/drain-the-queue.md', '.prr/guide/drain-the-queue-2.md']);
    const third = await shelves.draft(source, { today: '2026-11-22', folder: 'handbook' });
    assert.equal(third, 'handbook/drain-the-queue.md');
    await assert.rejects(shelves.draft(source, { today: '2026-11-22', folder: '../out' }), /no Guide folder/);
    const text = all.get(first) ?? '';
    for (const part of [
      'draft: true',
      '## In short',
      '## What happened',
      '### It burst',
      '`src/x.ts:3`',
      'Reported by Ben on 2026-11-22',
      '## Sources',
    ])
      assert.ok(text.includes(part), part);
    await shelves.fresh();
    const page = guide.page('.prr/guide/drain-the-queue.md');
    assert.deepEqual([page?.title, page?.draft], ['Drain: the "queue"', true]);
    assert.deepEqual(await shelves.problems.all(), []);
  });

  it('makes names and titles of any words', () => {
    assert.equal(slugOf('  排空队列！ '), '排空队列');
    assert.equal(slugOf('../../etc/passwd'), 'etc-passwd');
    assert.equal(slugOf('…'), 'page');
    assert.equal(titleOf('## The queue burst. Nobody saw.\nMore'), 'The queue burst');
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (words) => {
        assert.match(slugOf(words), /^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u);
        const text = draftPage({ title: titleOf(words), text: words }, '2026-11-22');
        const page = buildGuide([{ id: 'x', text, origin: 'organisation' }]).page('x');
        assert.equal(page?.draft, true);
      }),
      { numRuns: runs },
    );
  });

  it('tells which page has no check, which check no page, and what nobody cites', async () => {
    const { guide } = await open({ 'handbook/x.md': '# X\n' });
    const rules = [{ id: 'outbound-call-timeout', docs: { guide: 'timeouts' } }];
    const items = [{ id: 'lost', guide: 'nowhere' }];
    const { pages, uncovered } = coverageOf({ guide, rules, items });
    assert.deepEqual(
      pages.map(({ id, checks, uncited }) => [id, checks.length, uncited]),
      [
        ['timeouts', 1, false],
        ['x', 0, true],
      ],
    );
    assert.deepEqual(uncovered, [{ id: 'lost', guide: 'nowhere', kind: 'item' }]);
  });
});

describe('any text as a page', () => {
  const parts = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '](',
    '![',
    '<',
    '>',
    '<!--',
    '-->',
    '`',
    '```',
    '~~~',
    '\n',
    '\n\n',
    '    ',
    '# ',
    '---\n',
    '- ',
    '{{<',
    '{#',
    '&#',
    ':::',
    '|',
    '\\',
    'command:',
    '<a href="',
    '"',
    'x',
    '字',
    '\uD800',
    '\r\n',
    '\t',
    '[a]: ',
  );
  const text = fc.array(fc.oneof(parts, fc.string({ maxLength: 8 })), { maxLength: 120 }).map((all) => all.join(''));

  it('draws no more of a page with thousands of links than it has looked at', async () => {
    const words = `# Page\n\n${'[x](y) '.repeat(6000)}[x](command:z)\n`;
    const guide = buildGuide([{ id: 'x', text: words, origin: 'organisation', root: 'r', file: 'r/x.md' }]);
    const [page] = guide.pages;
    assert.ok(page);
    const drawn = await inertMarkdown(page, { guide, image: async () => undefined });
    assert.doesNotMatch(drawn, /command:/);
    assert.match(drawn, /The rest of this page is not shown/);
  });

  it('neither crashes the reader nor leaves a command alive', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (words) => {
        const guide = buildGuide([{ id: 'x', text: words, origin: 'organisation', root: 'r', file: 'r/x.md' }]);
        const [page] = guide.pages;
        assert.ok(page);
        guide.search('x', 3);
        for (const { target, span } of linksOf(words)) assert.equal(words.slice(span.start, span.end), target);
        const drawn = await inertMarkdown(page, { guide, image: async () => undefined });
        for (const { target } of linksOf(drawn)) assert.doesNotMatch(target, /^command:/i);
      }),
      { numRuns: runs, examples: [['](\r\n<a href="```']] },
    );
  });

  const long = 200_000;
  for (const part of [
    '[',
    '![',
    '](',
    '<',
    '<a ',
    '`',
    '# ',
    '    x\n',
    '<!--',
    '{{<',
    '|',
    '\\',
    '> ',
    '- a\n',
    '# a\n',
    '[a]: b\n',
    '<a href="',
    '===\n',
    '---\n',
    'x](command:y) ',
    '{#a',
    ' ',
  ])
    it(`${JSON.stringify(part)} without end takes no long`, async () => {
      const words = `# Page\n\n${part.repeat(long / part.length)}`;
      const start = performance.now();
      const guide = buildGuide([{ id: 'x', text: words, origin: 'organisation', root: 'r', file: 'r/x.md' }]);
      guide.search('page', 3);
      const [page] = guide.pages;
      assert.ok(page);
      await inertMarkdown(page, { guide, image: async () => undefined });
      linksOf(words);
      const took = performance.now() - start;
      assert.ok(took < 5000, `${took} ms`);
    });
});
