import assert from 'node:assert/strict';
import { answerFile, readAnswers, removeAnswer, writeAnswer } from '../../server/src/review/answers.ts';
import { readChecklist } from '../../server/src/review/read-checklist.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';

const answer = {
  service: 'web',
  item: 'em-owner',
  answer: 'yes',
  reason: 'see the page',
  by: 'Ada',
  date: '2026-11-21',
} as const;

describe('answers', () => {
  it('are one small file each, and come back as they were', async () => {
    const files = new Map<string, string>();
    const workspace = openMemory(files);
    await writeAnswer(workspace, { ...answer, link: 'https://example.com/x' });
    assert.equal(
      files.get('.prr/answers/web/em-owner.yaml'),
      'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-21\nlink: https://example.com/x\n',
    );
    assert.deepEqual((await readAnswers(workspace, 'web')).answers, [{ ...answer, link: 'https://example.com/x' }]);
    await removeAnswer(workspace, { ...answer, reason: '' });
    const { answers, withdrawn } = await readAnswers(workspace, 'web');
    assert.deepEqual(answers, []);
    assert.equal(withdrawn.get('em-owner')?.[0]?.reason, 'see the page', 'what was said stays in the history');
  });

  it('keep comments and keys that we do not know', async () => {
    const file = answerFile('web', 'em-owner');
    const files = new Map([
      [
        file,
        '# asked in the review of March\nanswer: no\nreason: nobody yet # sad\nby: Ben\ndate: 2026-03-01\nteam: search\n',
      ],
    ]);
    await writeAnswer(openMemory(files), answer);
    assert.equal(
      files.get(file),
      '# asked in the review of March\nanswer: yes\nreason: see the page # sad\nby: Ada\ndate: 2026-11-21\nteam: search\n' +
        'history:\n  - answer: no\n    reason: nobody yet\n    by: Ben\n    date: 2026-03-01\n',
    );
  });

  it('are never written over a file with a mistake', async () => {
    const file = answerFile('web', 'em-owner');
    const broken = 'answer: [yes\nreason: x\n';
    const files = new Map([[file, broken]]);
    await assert.rejects(() => writeAnswer(openMemory(files), answer), /mend it first/);
    assert.equal(files.get(file), broken);
  });

  it('with a mistake are a problem at its place, and the others count', async () => {
    const files = new Map([
      [answerFile('web', 'a'), 'answer: maybe\nreason: x\nby: Ada\ndate: 2026-11-21\n'],
      [answerFile('web', 'b'), '<<<<<<< ours\nanswer: yes\n=======\nanswer: no\n>>>>>>> theirs\n'],
      [answerFile('web', 'em-owner'), 'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-21\n'],
    ]);
    const { answers, problems } = await readAnswers(openMemory(files), 'web');
    assert.deepEqual(answers, [answer]);
    assert.equal(problems.length, 2);
    assert.match(problems[0]!.message, /answer/);
    assert.deepEqual(problems[0]!.span, { start: 8, end: 13 });
    assert.match(problems[1]!.message, /Merge conflict/);
  });

  it('have no names that lead elsewhere', () => {
    for (const name of ['../x', 'a/b', '', '.hidden', 'a\\b']) assert.throws(() => answerFile('web', name), name);
  });
});

describe('checklists', () => {
  it('with a mistake give no item, and say where it is', () => {
    const text = 'title: Ours\nitems:\n  - id: x\n    question: q\n    colour: red\n';
    const { items, problems } = readChecklist({ file: '.prr/checklists/ours.yaml', text });
    assert.deepEqual(items, []);
    assert.ok(
      problems.some(({ message, span }) => /colour/.test(message) && text.slice(span.start).startsWith('red')),
      JSON.stringify(problems),
    );
  });
});
