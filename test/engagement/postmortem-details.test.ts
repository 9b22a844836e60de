import assert from 'node:assert/strict';
import { openPostmortems, type PostmortemAction } from '../../server/src/documents/postmortems/postmortems.ts';
import { engaged } from './engaged.ts';

const shop = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
};

async function actions(lines: string): Promise<readonly PostmortemAction[]> {
  const { core } = await engaged({
    ...shop,
    'docs/postmortems/2026-08-01.md': `# Down, 2026-08-01\n\n## Impact\n\nAll.\n\n## Action items\n\n${lines}\n`,
  });
  const { index } = core.live;
  const [found] = await openPostmortems({ index, text: (file) => core.live.text(file) })(async () => core.services());
  return found?.actions ?? [];
}
const told = ({ text, owner, due, link, priority, state }: PostmortemAction) => ({
  text,
  ...(owner === undefined ? {} : { owner }),
  ...(due === undefined ? {} : { due }),
  ...(link === undefined ? {} : { link }),
  ...(priority === undefined ? {} : { priority }),
  state,
});

const fix = 'Set ConnMaxLifetime in ledger/main.go';
const due = '2026-09-01';
const styles: readonly (readonly [string, ReturnType<typeof told>])[] = [
  [
    '1. **[P1]** Set ConnMaxLifetime in ledger/main.go. Owner: Dave. Due: 2026-09-01. Status: Done',
    { text: fix, owner: 'Dave', due, priority: 'P1', state: 'done' },
  ],
  [
    '1. [P1] Set ConnMaxLifetime in ledger/main.go. **Owner:** Dave. **Due:** 2026-09-01. **Status:** In progress.',
    { text: fix, owner: 'Dave', due, priority: 'P1', state: 'open' },
  ],
  [`- ${fix} — owner: carol`, { text: fix, owner: 'carol', state: 'unknown' }],
  [
    `- ${fix} - owner: carol, due: Sept 1, 2026 - status: completed`.replace('Sept', 'Sep'),
    { text: fix, owner: 'carol', due, state: 'done' },
  ],
  [`- ${fix} (owner: @carol, due 2026-09-01)`, { text: fix, owner: 'carol', due, state: 'unknown' }],
  [`- [x] ${fix} (@carol, BARD-7)`, { text: fix, owner: 'carol', link: 'BARD-7', state: 'done' }],
  [`- [DONE] ${fix}`, { text: fix, state: 'done' }],
  [`* **DONE** ${fix}`, { text: fix, state: 'done' }],
  [`- ${fix} **[DONE]**`, { text: fix, state: 'done' }],
  [`- ${fix} ✅`, { text: fix, state: 'done' }],
  [`- ✅ ${fix}. Owner: Dave`, { text: fix, owner: 'Dave', state: 'done' }],
  [`- ~~${fix}~~`, { text: fix, state: 'done' }],
  [`- ${fix} - done`, { text: fix, state: 'done' }],
  [`- ${fix} (Closed)`, { text: fix, state: 'done' }],
  [`- AI-1: ${fix} [open]`, { text: fix, state: 'open' }],
  [
    `- **AI-1** ${fix}; Owner: Ann Lee; Ticket: BARD-7; Status: Won't do`,
    { text: fix, owner: 'Ann Lee', link: 'BARD-7', state: 'done' },
  ],
  [
    `1. [BARD-7](https://bugs.example.org/7): ${fix} | Priority: high | Status: Not started`,
    {
      text: fix,
      link: 'https://bugs.example.org/7',
      priority: 'high',
      state: 'open',
    },
  ],
  [`- BARD-7 - ${fix}. Status: Fixed`, { text: fix, link: 'BARD-7', state: 'done' }],
  [
    `- ${fix}. Owners: Dave, Erin. Due by: 2026-09-01. Status: Closed`,
    { text: fix, owner: 'Dave, Erin', due, state: 'done' },
  ],
  [
    `- ${fix}\n  - Owner: Dave\n  - Due: 2026-09-01\n  - Status: Complete`,
    { text: fix, owner: 'Dave', due, state: 'done' },
  ],
  [`1. ${fix}\n   **Owner:** Dave **Status:** Open`, { text: fix, owner: 'Dave', state: 'open' }],
  [`- ${fix}. Owner: TBD. Due: n/a. Status: Open`, { text: fix, state: 'open' }],
  [
    `| Action item | Status |\n| --- | --- |\n| ${fix} (owner: Dave, due 2026-09-01) | Complete |`,
    { text: fix, owner: 'Dave', due, state: 'done' },
  ],
  [
    `| # | Action | Who | Done? |\n| --- | --- | --- | --- |\n| AI-1 | ${fix} | Dave | no |`,
    { text: fix, owner: 'Dave', state: 'open' },
  ],
  [`| Action | Owner |\n| --- | --- |\n| ~~${fix}~~ | Dave |`, { text: fix, owner: 'Dave', state: 'done' }],
  // A box and words that contradict each other: nobody can tell.
  [`- [ ] ${fix}. Status: Done`, { text: fix, state: 'unknown' }],
  // Words of what is to be done stay, whatever they look like.
  [
    '- Alert on status: closed connections are counted',
    { text: 'Alert on status: closed connections are counted', state: 'unknown' },
  ],
  ['- Close what is done and open what is not', { text: 'Close what is done and open what is not', state: 'unknown' }],
  [
    '- Say the owner: whoever is paged first names one (see the runbook)',
    {
      text: 'Say the owner: whoever is paged first names one (see the runbook)',
      state: 'unknown',
    },
  ],
  ['- Set type: LoadBalancer in the manifest', { text: 'Set type: LoadBalancer in the manifest', state: 'unknown' }],
  ['- Try 10: then 20 pods', { text: 'Try 10: then 20 pods', state: 'unknown' }],
  ['- UTF-8 everywhere', { text: 'UTF-8 everywhere', link: 'UTF-8', state: 'unknown' }],
];

describe('what an action of a postmortem says beside what is to be done', () => {
  for (const [line, expected] of styles)
    it(`reads ${line.replaceAll('\n', '⏎')}`, async () => {
      assert.deepEqual((await actions(line)).map(told), [expected]);
    });

  it('keeps what people said of an action while its details were words of it', async () => {
    const { part } = await engaged({
      ...shop,
      'docs/postmortems/2026-08-01.md':
        '# Down, 2026-08-01\n\n## Impact\n\nAll.\n\n## Action items\n\n1. **[P1]** Set a limit. Owner: Dave\n',
      '.prr/engagement/shop/trend.yaml':
        'followups:\n  docs/postmortems/2026-08-01#p1-set-a-limit-owner-dave: { state: open, by: Ana, date: 2026-08-02 }\n',
    });
    const blocks = JSON.stringify((await part('shop', 'trend')).blocks);
    assert.match(blocks, /Ana recorded it as open on 2026-08-02/);
    assert.match(blocks, /Owner: Dave; no date is set; priority P1/);
  });
});
