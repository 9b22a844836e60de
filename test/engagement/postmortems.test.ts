import assert from 'node:assert/strict';
import { openPostmortems } from '../../server/src/documents/postmortems/postmortems.ts';
import { opened } from '../review/opened.ts';
import { concerning } from '../../server/src/engagement/seen/taken-up.ts';

const shop = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  'shop/src/cart.ts': 'export const cart = 1;\n',
  'stock/package.json': '{"name":"stock","dependencies":{"express":"4"}}',
  'stock/Dockerfile': 'FROM node:22\n',
  'stock/src/level.ts': 'export const level = 1;\n',
};

async function read(files: Readonly<Record<string, string>>) {
  const { core } = await opened({ ...shop, ...files });
  const services = core.services();
  const found = await openPostmortems({ index: core.live.index, text: (file) => core.live.text(file) })(
    async () => services,
  );
  return { core, found, services };
}

const book = `# Shakespeare Sonnet++ Postmortem (incident #465)

Date: 2015-10-21

## Impact

Estimated 1.21B queries lost, no revenue impact; the cart was empty for all.

## Root Causes

Cascading failure due to combination of exceptionally high load and a resource leak.

## Trigger

Latent bug triggered by sudden increase in traffic.

## Detection

Borgmon detected a high level of HTTP 500s and paged on-call.

## Action Items

| Action Item | Type | Owner | Bug |
| --- | --- | --- | --- |
| Update playbook with instructions for responding to cascading failure | mitigate | jennifer | n/a **DONE** |
| Use flux capacitor to balance load between \`src/cart.ts\` and others | prevent | martym | Bug 5554823 **TODO** |
| Schedule cascading failure test | process | docbrown | [OPS-7](https://bugs.example.org/7) |

## Lessons Learned

### What went well

- **Monitoring quickly
  alerted** us
- Rapidly distributed updated corpus

### What went wrong

- We exceeded our error budget

## Timeline

| Time | Action | Who |
| --- | --- | --- |
| 14:51 | News reports that a new sonnet was found | docbrown |
`;

describe('postmortems', () => {
  it("reads the form of the SRE book's example", async () => {
    const { found } = await read({ 'docs/postmortems/2015-10-21-sonnet.md': book });
    assert.equal(found.length, 1);
    const [postmortem] = found;
    assert.ok(postmortem);
    const { title, date, impact, cause, lessons, actions, missing } = postmortem;
    assert.equal(title, 'Shakespeare Sonnet++ Postmortem (incident #465)');
    assert.equal(date, '2015-10-21');
    assert.match(impact ?? '', /^Estimated 1\.21B queries lost/);
    assert.match(cause ?? '', /^Cascading failure/);
    assert.deepEqual(lessons.slice(0, 2), ['Monitoring quickly alerted us', 'Rapidly distributed updated corpus']);
    assert.equal(lessons.length, 3);
    assert.deepEqual(missing, []);
    assert.deepEqual(
      actions.map(({ type, owner, state, link }) => [type, owner, state, link]),
      [
        ['mitigate', 'jennifer', 'done', undefined],
        ['prevent', 'martym', 'open', undefined],
        ['process', 'docbrown', 'unknown', 'https://bugs.example.org/7'],
      ],
    );
    assert.equal(actions[0]?.id, 'docs/postmortems/2015-10-21-sonnet#update-playbook-with-instructions-for-re');
    assert.deepEqual(actions[1]?.names, ['shop/src/cart.ts']);
    const place = actions[1]?.at;
    assert.match(book.slice(place?.span.start, place?.span.end), /^\| Use flux capacitor.*\|$/);
  });

  it('reads the form of the Guide, with names in bold and a table without a heading', async () => {
    const { found } = await read({
      'docs/postmortems/north.md': `# Searches failed in region north, 2026-11-03

**Impact.** 31 % of searches failed.

**Trigger.** Release 1.5.0.

**Why it could happen.** The canary ran at night.

**Went well.** The drain worked.
**Was luck.** It happened in working hours.

| Action | Kind | Owner | Ticket | Due |
| --- | --- | --- | --- | --- |
| Canary lasts over the daily peak | prevent | Tom | BARD-311 | 2026-11-14 |
| Alert on memory | notice | Ines | BARD-312 | 2026-11-10 |

**Timeline.** 13:40 release complete in north.
`,
    });
    const [postmortem] = found;
    assert.equal(postmortem?.date, '2026-11-03');
    assert.equal(postmortem.cause, 'The canary ran at night.');
    assert.deepEqual(postmortem.missing, ['detection']);
    assert.deepEqual(
      postmortem.actions.map(({ text, type, link, due, state }) => [text, type, link, due, state]),
      [
        ['Canary lasts over the daily peak', 'prevent', 'BARD-311', '2026-11-14', 'unknown'],
        ['Alert on memory', 'detect', 'BARD-312', '2026-11-10', 'unknown'],
      ],
    );
  });

  it('reads boxes and lists, with who, when and where', async () => {
    const { found } = await read({
      'incidents/2026-03-01.md': `# Cart was slow

## 1. Impact
Slow.

## 6. Follow-ups

### Prevention
- [x] Limit the cart (@ana, #12)
- [ ] Bound the queue in [the level](../stock/src/level.ts) (owner: Bo, due 2026-04-01)
  - see \`shop/src/\` too

### Detection
1. Alert on what is not done
2. ~~Page at night~~
3. TBD
4. ✅ Try it
5. ⬜ Say it
`,
    });
    assert.deepEqual(
      found[0]?.actions.map(({ text, type, owner, due, state, names, link }) => [
        text,
        type,
        owner,
        due,
        state,
        names,
        link,
      ]),
      [
        ['Limit the cart', 'prevent', 'ana', undefined, 'done', [], '#12'],
        [
          'Bound the queue in the level',
          'prevent',
          'Bo',
          '2026-04-01',
          'open',
          ['shop/src', 'stock/src/level.ts'],
          undefined,
        ],
        ['Alert on what is not done', 'detect', undefined, undefined, 'unknown', [], undefined],
        ['Page at night', 'detect', undefined, undefined, 'done', [], undefined],
        ['Try it', 'detect', undefined, undefined, 'done', [], undefined],
        ['Say it', 'detect', undefined, undefined, 'open', [], undefined],
      ],
    );
  });

  it('leaves out templates, indexes, and pages on how to write one', async () => {
    const template = book.replace(/^# .*$/m, '# Post-Mortem: [Incident Title]');
    const { found } = await read({
      'docs/postmortems/template.md': book,
      'docs/postmortems/README.md': book,
      'docs/postmortems/postmortem-template.md': book,
      'docs/postmortems/new.md': template,
      'docs/postmortems/blank.md': book.replace('2015-10-21', 'YYYY-MM-DD'),
      'docs/incident-response.md': '# Incident response\n\n## Detection\n\nText.\n\n## Timeline\n\nText.\n',
      'docs/incidents/on-call.md': '# On call\n\nWho is called.\n',
    });
    assert.deepEqual(
      found.map(({ file }) => file),
      [],
    );
  });

  it('says what concerns a service: what mentions it, stands in its folder, or asks to change its files', async () => {
    const { core, found, services } = await read({
      'docs/postmortems/a.md': '# The shop was down, 2026-01-01\n\n## Impact\nAll.\n',
      'stock/docs/postmortems/b.md': '# Down, 2026-01-02\n\n## Impact\nAll.\n',
      'docs/postmortems/c.md':
        '# Workshops failed, 2026-01-03\n\n## Impact\nAll.\n\n## Actions\n- Mend `stock/src/level.ts`\n',
    });
    const { said } = await (await core.engagements()).said(services[0] ?? assert.fail());
    const of = (name: string) => concerning(found, { service: { name }, said }).map(({ file }) => file);
    assert.deepEqual(of('shop'), ['docs/postmortems/a.md']);
    assert.deepEqual(of('stock'), ['docs/postmortems/c.md', 'stock/docs/postmortems/b.md']);
  });

  it('reads what is broken as far as it goes', async () => {
    const { found } = await read({
      'docs/postmortems/2026-01-01.md': `---\ndate: [\n# Half, of shop\n\n## Impact\n<<<<<<< HEAD\nAll.\n=======\nSome.\n>>>>>>> b\n## Actions\n| a |\n|\n| - [ ] x | | |\n${'- '.repeat(5000)}\n`,
    });
    assert.equal(found.length, 1);
    assert.equal(found[0]?.date, '2026-01-01');
  });

  it('takes what is still to be determined as not said', async () => {
    const { found } = await read({
      'docs/postmortems/2026-01-01.md':
        '# Half, of shop\n\n## Impact\nTo be determined.\n\n## Trigger\nA deployment.\n\n## Actions\n- To be completed\n- Mend it\n',
    });
    assert.equal(found[0]?.impact, undefined);
    assert.deepEqual(
      found[0]?.actions.map(({ text }) => text),
      ['Mend it'],
    );
  });

  it('reads a file again when it has changed, and all when a path or a service has come or gone', async () => {
    const first = 'docs/postmortems/2026-01-01.md';
    const page = (action: string) => `# Down\n\n## Impact\nAll of stock.\n\n## Actions\n- ${action}\n`;
    const { core, write } = await opened({
      ...shop,
      [first]: page('Mend `shop/src/cart.ts`'),
      'docs/postmortems/2026-01-02.md': page('Mend `lib/later.ts`'),
    });
    const asked: string[] = [];
    const text = async (file: string) => {
      asked.push(file);
      return core.live.text(file);
    };
    const postmortems = openPostmortems({ index: core.live.index, text });
    const now = async () => {
      asked.length = 0;
      const found = await postmortems(async () => core.services());
      const actions = found.flatMap((each) => each.actions);
      return [asked.length, actions.flatMap(({ names }) => names), found.flatMap(({ services }) => services)];
    };
    const both = ['stock', 'stock'];
    assert.deepEqual(await now(), [2, ['shop/src/cart.ts'], both]);
    await write({ 'shop/src/cart.ts': 'export const cart = fetch("http://stock/");\n' });
    assert.deepEqual(await now(), [0, ['shop/src/cart.ts'], both]);
    await write({ [first]: page('Mend `stock/src/level.ts`') });
    assert.deepEqual(await now(), [1, ['stock/src/level.ts'], both]);
    await core.live.setText(first, page('Mend `shop/package.json`, unsaved'));
    assert.deepEqual(await now(), [1, ['shop/package.json'], both]);
    await core.live.close(first);
    assert.deepEqual(await now(), [1, ['stock/src/level.ts'], both]);
    await write({ 'lib/later.ts': 'export const later = 1;\n' });
    assert.deepEqual(await now(), [2, ['lib/later.ts', 'stock/src/level.ts'], both]);
    await write({ '.prr/services/all.yaml': 'root: all\n' });
    assert.deepEqual(await now(), [2, ['lib/later.ts', 'stock/src/level.ts'], ['all', 'stock', 'all', 'stock']]);
  });

  for (const [what, line] of [
    ['signs', `${'—'.repeat(150_000)} a`],
    ['letters', `- ${'a'.repeat(150_000)}`],
    ['halves of paths', `- a\n${`  ${'a@'.repeat(900)}\n`.repeat(80)}`],
    ['points with halves of links', `- ${'](a'.repeat(600)}\n`.repeat(80)],
  ] as const)
    it(`does not stand still at a line of ${what} that is as long as a file`, async () => {
      const start = performance.now();
      const { found } = await read({ 'docs/postmortems/2026-01-01.md': `# Down\n\n## Actions\n${line}\n- Mend it\n` });
      assert.equal(found[0]?.actions.at(-1)?.text, 'Mend it');
      assert.ok(performance.now() - start < 10_000);
    });
});
