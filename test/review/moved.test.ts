import assert from 'node:assert/strict';
import { readChecklist } from '../../server/src/review/read-checklist.ts';
import type { PartView } from '../../server/src/model/engagement.ts';
import { engaged } from '../engagement/engaged.ts';
import { opened } from './opened.ts';

const code = {
  'web/package.json': '{}',
  'web/Dockerfile': 'FROM node:22.1.0\nCMD ["node", "src/server.js"]\n',
  'web/src/server.ts':
    "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\nexport const load = () => fetch('https://x.internal/');\n",
  '.prr/services/web.yaml': 'phase: operate\n',
};
const answerOf = (answer: string, by = 'Ada', date = '2026-10-01') =>
  `answer: ${answer}\nreason: as ${by} saw it\nby: ${by}\ndate: ${date}\n`;
const answersTo = (items: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(items).map(([item, text]) => [`.prr/answers/web/${item}.yaml`, text]));

/** The rows under a heading. */
function rows({ blocks }: PartView, heading: string) {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === heading);
  const list = blocks[at + 1];
  return at >= 0 && list?.kind === 'list' ? list.rows : [];
}

async function statusOf(files: Readonly<Record<string, string>>, item: string) {
  const found = (await (await opened({ ...code, ...files })).of('web')).items.find((each) => each.item.id === item);
  assert.ok(found, item);
  return found;
}

describe('answers of format 0.4', () => {
  it('count at the item that asks the same under another id', async () => {
    const found = await statusOf(answersTo({ 'mon-slo-dashboards': answerOf('no') }), 'mon-dashboards');
    assert.equal(found.state, 'no');
    assert.equal(found.answer?.by, 'Ada');
    assert.deepEqual(
      found.former.map(({ moved, counts }) => [moved.title, counts]),
      [['Dashboards show the objective', true]],
    );
  });

  it('are shown at each part of a question that was split, to be confirmed', async () => {
    const files = answersTo({ 'em-owner': answerOf('yes') });
    for (const item of ['em-owner', 'em-oncall']) {
      const { answer, former, state } = await statusOf(files, item);
      assert.deepEqual([answer, state], [undefined, 'cannot-tell'], item);
      assert.deepEqual(
        former.map(({ moved, answer: said, counts }) => [moved.title, said.reason, counts]),
        [['Owner and escalation', 'as Ada saw it', false]],
      );
    }
  });

  it('stay beside those that people give now: two people, both kept', async () => {
    const workspace = await opened({ ...code, ...answersTo({ 'em-owner': answerOf('yes') }) });
    const of = async (id: string) => (await workspace.of('web')).items.find(({ item }) => item.id === id);
    const given = { service: 'web', answer: 'no', reason: 'nobody', by: 'Ben' } as const;
    await workspace.review.answer({ ...given, item: 'em-owner' });
    const owner = await of('em-owner');
    assert.deepEqual([owner?.state, owner?.answer?.by, owner?.history[0]?.by], ['no', 'Ben', 'Ada']);
    assert.equal(owner?.answer?.asked, 'Does the service have an owner?');
    assert.equal((await of('em-oncall'))?.former[0]?.answer.by, 'Ada', 'the other part still shows it');
    await workspace.review.answer({ ...given, item: 'em-owner', answer: 'none' });
    assert.equal((await of('em-owner'))?.answer, undefined);
    assert.equal((await of('em-oncall'))?.former[0]?.answer.by, 'Ada', 'also when the new one is withdrawn');
  });

  it('under a former id are gone on from with their history, and their file stays', async () => {
    const workspace = await opened({ ...code, ...answersTo({ 'em-actionable': answerOf('yes') }) });
    const given = { service: 'web', item: 'mon-dashboards', reason: 'moved', by: 'Ben' } as const;
    await assert.rejects(() => workspace.review.answer({ ...given, answer: 'none' }), /no answer/);
    const file = '.prr/answers/web/em-actionable.yaml';
    const before = workspace.files.get(file);
    await workspace.review.answer({ ...given, item: 'em-routing', answer: 'none' });
    const found = (await workspace.of('web')).items.find(({ item }) => item.id === 'em-routing');
    assert.deepEqual([found?.answer, found?.history[0]?.by], [undefined, 'Ada']);
    assert.equal(workspace.files.get(file), before);
  });

  it('to questions of the process are shown in the part of the engagement that keeps them', async () => {
    const { part } = await engaged({
      ...code,
      ...answersTo({ 'en-agreement': answerOf('yes'), 'tr-sessions': answerOf('no', 'Ben') }),
    });
    const [agreed] = rows(await part('web', 'agreement'), 'Former checklist answers');
    assert.equal(agreed?.text, 'Answered as “Agreement of both teams” on 2026-10-01: yes');
    assert.match(agreed?.because ?? '', /Ada: as Ada saw it\.$/);
    assert.match(rows(await part('web', 'training'), 'Former checklist answers')[0]?.because ?? '', /Ben: as Ben/);
  });

  it('do not become stale by what no check read then, but by what changed since', async () => {
    const { stale } = await statusOf(answersTo({ 'dep-spof': answerOf('yes') }), 'dep-spof');
    assert.equal(stale, undefined);
  });
});

describe('a checklist of an organisation', () => {
  const list = (claims: string) => `title: Ours
items:
  - id: own-calls
    title: Calls
    question: Do our calls end?
    why: Calls hang.
    aspect: architecture
    phases: [operate]
    guide: timeouts
    evidence: The calls.
    source: ours
${claims}`;
  const merged = `moved:
  - { id: own-a, title: A, question: Is A so?, items: [own-calls], same: true }
  - { id: own-b, title: B, question: Is B so?, items: [own-calls], same: true }
`;

  it('of format 0.4 is read, and its answers count', async () => {
    const old = { '.prr/checklists/ours.yaml': list('    checks: [outbound-call-timeout]\n    answer: true\n') };
    const open = await statusOf(old, 'own-calls');
    assert.deepEqual(
      open.claims.map(({ claim, verdict }) => [claim.id, verdict]),
      [
        ['checks', 'violated'],
        ['answer', 'manual'],
      ],
    );
    const person = { '.prr/checklists/ours.yaml': list('    answer: true\n') };
    assert.equal((await statusOf(person, 'own-calls')).state, 'unanswered');
    const answered = { ...person, ...answersTo({ 'own-calls': answerOf('yes') }) };
    assert.equal((await statusOf(answered, 'own-calls')).state, 'yes');
  });

  it('may merge two questions: where both say the same it counts, where they disagree a person decides', async () => {
    const files = { '.prr/checklists/ours.yaml': `${list('')}${merged}` };
    const alike = answersTo({ 'own-a': answerOf('yes'), 'own-b': answerOf('yes', 'Ben', '2026-10-02') });
    const one = await statusOf({ ...files, ...alike }, 'own-calls');
    assert.deepEqual([one.state, one.answer?.by, one.former.length], ['yes', 'Ben', 2]);
    const apart = answersTo({ 'own-a': answerOf('yes'), 'own-b': answerOf('no', 'Ben') });
    const two = await statusOf({ ...files, ...apart }, 'own-calls');
    assert.deepEqual([two.state, two.former.map(({ counts }) => counts)], ['unanswered', [false, false]]);
  });

  it('says at its line what is wrong with a claim', () => {
    const known = { rules: new Set(['a-rule']), readers: new Set(['a-reader']) };
    const read = (claims: string) => {
      const text = list(claims);
      const { items, problems } = readChecklist({ file: 'ours.yaml', text }, known);
      return {
        items: items.length,
        problems: problems.map(({ message, span }) => [message, text.slice(span.start, span.end)]),
      };
    };
    assert.deepEqual(read('    claims: [{ id: a, text: A, checks: [other] }, { id: b, text: B, reader: none }]\n'), {
      items: 1,
      problems: [
        ['items.0.claims.0.checks.0: there is no rule other', 'other'],
        ['items.0.claims.1.reader: there is no reader none', 'none'],
      ],
    });
    assert.deepEqual(read('    claims: [{ id: a, text: A, checks: [a-rule], reader: a-reader }]\n'), {
      items: 0,
      problems: [['items.0.claims.0.reader: a claim has checks or a reader, not both', 'a-reader']],
    });
    assert.deepEqual(read('    claims: [{ id: a, text: A }, { id: a, text: B }]\n'), {
      items: 0,
      problems: [['items.0.claims.1.id: a is the id of another claim of this item', 'a']],
    });
    assert.equal(
      read('    checks: [a-rule]\n    claims: [{ id: a, text: A }]\n').problems[0]?.[0],
      'items.0.checks: an item has claims or the keys of format 0.4, not both',
    );
    assert.equal(read('    checks: [other]\n').problems[0]?.[0], 'items.0.checks.0: there is no rule other');
  });
});

describe('evidence that vanishes', () => {
  const file = 'k8s/web.yaml';
  const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'acme/web:1.0.0' }] }
`;

  it('makes the answer stale, and says what is gone', async () => {
    const workspace = await opened({ ...code, [file]: manifest });
    const of = async () => (await workspace.of('web')).items.find(({ item }) => item.id === 'dep-spof');
    const before = await of();
    assert.equal(before?.claims.find(({ claim }) => claim.id === 'replicas')?.verdict, 'violated');
    assert.equal(before?.state, 'violated');
    await workspace.review.answer({ service: 'web', item: 'dep-spof', answer: 'no', reason: 'later', by: 'Ada' });
    assert.equal((await of())?.stale, undefined);
    workspace.files.delete(file);
    await workspace.core.refresh([file]);
    const after = await of();
    assert.equal(after?.stale, 'its evidence has changed');
    assert.match(after?.changes.join('\n') ?? '', /web\.yaml.*failed \(Deployment web runs 1 replica\)/);
    assert.equal(after?.claims.find(({ claim }) => claim.id === 'replicas')?.verdict, 'cannot-tell');
  });
});
