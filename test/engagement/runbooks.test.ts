import assert from 'node:assert/strict';
import type { Block, PartView, TableRow } from '../../server/src/model/engagement.ts';
import { namesOf, readSections } from '../../server/src/documents/runbooks/sections.ts';
import { engaged } from './engaged.ts';

const alert = (link: string) => ({
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  'rules/shop.yaml': `groups:
  - name: shop
    rules:
      - alert: ShopSlow
        expr: shop_latency > 1
        for: 5m
        labels: { severity: page }
        annotations: { runbook_url: ${link} }
`,
});
const commands = '```sh\nkubectl rollout undo deploy/shop\n```\n';

const rowOf = ({ blocks }: PartView, caption: RegExp): TableRow => {
  const table = blocks.find((each: Block) => each.kind === 'table' && caption.test(each.caption));
  assert.ok(table?.kind === 'table' && table.rows[0]);
  return table.rows[0];
};

/** What Training and On call say of the only alert, with the drill's sheet. */
async function read(page: string, link = 'docs/runbooks/shop.md') {
  const { part } = await engaged({ ...alert(link), 'docs/runbooks/shop.md': page });
  const [training, oncall] = [await part('shop', 'training'), await part('shop', 'oncall')];
  const [, , drill] = rowOf(training, /^Drills$/).cells;
  const [, , , lacks] = rowOf(oncall, /^Runbooks$/).cells;
  assert.ok(drill && lacks);
  const sheet = training.documents.find(({ id }) => id === 'drill-shop-slow')?.text ?? '';
  return { drill, lacks, sheet, all: JSON.stringify(training.blocks) };
}

describe('the sections of a runbook', () => {
  it('are known by what people call them', () => {
    const known: Readonly<Record<string, readonly string[]>> = {
      meaning: [
        'Meaning',
        'What it means',
        'Symptoms',
        'OVERVIEW',
        'What does this alert mean?',
        'Summary',
        '1. Description',
      ],
      impact: ['Impact', 'User impact', 'Who is affected?', 'Customer Impact', '💥 Impact', 'What users see'],
      diagnosis: [
        'Diagnosis',
        '2. Diagnose',
        'Step 2: Triage',
        'What to check',
        'Checks',
        'Initial investigation',
        'Troubleshooting steps',
        'Possible causes',
        'How to check the queue',
        'Verify the alert is real',
        'Where to look',
      ],
      mitigation: [
        'Mitigation',
        'How to fix',
        'Resolution',
        '### 3) Remediation',
        'Recovery',
        'Steps',
        'Workaround',
        'What to do',
        'Actions',
        'Fixing it',
        'How do I fix it?',
        'What can I do?',
        'Next steps',
        'Immediate actions',
        'Possible resolutions',
      ],
      verification: ['Verification', 'Verify', 'How to see that it is over', 'Validate the fix'],
      rollback: ['Rollback', 'Roll back', 'How to undo', 'Rolling back'],
      escalation: [
        'Escalation',
        'Who to call',
        'Whom to call',
        'Contacts',
        'Owner',
        'When to escalate',
        'When this does not help',
        'Who should I call?',
        'On-call',
      ],
    };
    for (const [name, headings] of Object.entries(known))
      for (const heading of headings) assert.deepEqual(namesOf(heading), [name], heading);
    assert.deepEqual(namesOf('Impact and diagnosis'), ['impact', 'diagnosis']);
    assert.deepEqual(namesOf('Symptoms / Mitigation'), ['meaning', 'mitigation']);
    for (const other of [
      'Recovery queue is long',
      'Response is slow',
      'Calls fail',
      'Checkout is down',
      'ShopSlow',
      'References',
      'Metrics',
      'Runbook: shop',
      'Post-incident',
    ])
      assert.deepEqual(namesOf(other), [], other);
  });

  it('are found under other words, and only what is missing is called missing', async () => {
    const { drill, lacks, sheet, all } = await read(
      `# Shop is slow\n\n## What it means\n\nOrders wait.\n\n## What to check\n\n### Logs\n\nLook for \`timeout\`.\n\n## How to fix\n\n${commands}\n## Who to call\n\nTeam Till, after 30 minutes.\n\n## References\n\nThe design document of the shop, and its dashboards in the usual place.\n`,
    );
    assert.equal(drill.text, 'lacks impact');
    assert.equal(lacks.text, 'impact');
    assert.doesNotMatch(all, /the drill has no answer/);
    assert.match(sheet, /Name the command\.\n\n```sh\nkubectl rollout undo/);
    assert.match(sheet, /what changed\?\n\n### Logs\n\nLook for/);
  });

  it('are not called missing where other text may hold them, which the sheet of the drill shows', async () => {
    const { drill, lacks, sheet, all } = await read(
      `# Shop is slow\n\n## Impact\n\nUsers wait.\n\n## When the night is dark\n\n${commands}`,
    );
    assert.match(drill.text, /^not recognised: meaning, diagnosis, mitigation and escalation$/);
    assert.equal(drill.tone, 'open');
    assert.match(drill.because ?? '', /^Inconclusive: the text under “When the night is dark” may contain it/);
    assert.match(lacks.text, /^not recognised: meaning/);
    assert.doesNotMatch(all, /The runbook of ShopSlow lacks/);
    assert.match(sheet, /Name the command\.\n\nNo heading of the runbook answers it/);
    assert.match(sheet, /### The runbook, “When the night is dark”\n\n```sh\nkubectl rollout undo/);
  });

  it('cannot be told where a page has no headings, and lack where it says nothing', async () => {
    const plain = await read(`On the shop run this:\n\n${commands}`);
    assert.match(plain.drill.text, /^not recognised: meaning, impact, diagnosis, mitigation and escalation$/);
    assert.match(plain.drill.because ?? '', /the text without a heading/);
    assert.match(plain.sheet, /### The runbook\n\nOn the shop run this:/);
    const empty = await read('# Shop is slow\n\nAlert `ShopSlow`.\n\nOwner: team-till\n');
    assert.match(empty.drill.text, /^lacks meaning, impact, diagnosis, mitigation and a command to copy$/);
  });

  it('are read from bold words, labels and underlined headings, below the heading that was linked', async () => {
    const { drill, sheet } = await read(
      `---\ntitle: Shop\n---\n\n# Shop\n\n## Slow\n\nWhat it means: orders wait.\n\n**Who is affected:** users of the till.\n\n1. **What to check.** Its logs.\n2. **Fix** \`kubectl rollout undo deploy/shop\`\n\nNext steps are in the ticket.\n\n## Other\n\n## Who to call\n\nNobody.\n`,
      'docs/runbooks/shop.md#slow',
    );
    assert.match(
      drill.text,
      /^(not recognised|lacks).*: ?mitigation and escalation$|^lacks mitigation and escalation$/,
    );
    assert.match(sheet, /in your own words\?\n\norders wait\.\n/);
    const under = await read(
      `Meaning\n=======\n\nOrders wait.\n\nImpact\n======\n\nUsers wait.\n\nTriage\n======\n\nLogs.\n\nFix\n===\n\n${commands}\nContacts\n========\n\nTill.\n`,
    );
    assert.match(under.drill.text, /^5 sections, 1 command$/);
    assert.doesNotMatch(under.sheet, /====/);
  });

  for (const unit of ['# A\n', 'Impact: b\n', '## a\n# b\n### Fix\n'])
    it(`is read in one pass, though it is ${JSON.stringify(unit)} throughout`, () => {
      const text = unit.repeat(200_000 / unit.length);
      const started = performance.now();
      readSections(text, { from: 0, end: text.split('\n').length, own: false, file: 'a.md' });
      assert.ok(performance.now() - started < 15_000);
    });
});
