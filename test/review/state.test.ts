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
    await assert.rejects(() => writeAnswer(openMemory(files), answer), /fix it first/);
    assert.equal(files.get(file), broken);
  });

  it('are never written over one with a wrong value, which would stay in the history', async () => {
    const file = answerFile('web', 'em-owner');
    const wrong = 'answer: maybe\nreason: x\nby: Ada\ndate: 2026-11-21\n';
    const files = new Map([[file, wrong]]);
    const refused =
      /^Error: \.prr\/answers\/web\/em-owner\.yaml has a mistake \(answer: it must be one of .*fix it first/;
    await assert.rejects(() => writeAnswer(openMemory(files), answer), refused);
    await assert.rejects(() => removeAnswer(openMemory(files), answer), refused);
    assert.equal(files.get(file), wrong);
    const former = { file: '.prr/answers/shop/em-owner.yaml', content: { text: wrong } };
    await assert.rejects(() => writeAnswer(openMemory(new Map()), answer, { former }), /answers\/shop.*fix it first/);
    const binary = { problem: 'binary', message: 'it is binary' } as const;
    const unreadable = { former: { ...former, content: binary } };
    await assert.rejects(
      () => writeAnswer(openMemory(new Map()), answer, unreadable),
      /shop.*cannot be read: it is binary/,
    );
    files.set(file, '# asked in March\n');
    await writeAnswer(openMemory(files), answer, unreadable);
    assert.match(
      files.get(file) ?? '',
      /^# asked in March\n\nanswer: yes\n/,
      'nothing is lost of one that says nothing',
    );
  });

  it('that could not be read again are not written', async () => {
    const files = new Map<string, string>();
    const write = (change: object) => writeAnswer(openMemory(files), { ...answer, ...change });
    await assert.rejects(
      () => write({ reason: 'x'.repeat(10_001) }),
      /^Error: not written: reason: it has more than 10000 characters$/,
    );
    await assert.rejects(() => write({ reason: '' }), /not written: reason: it is empty/);
    await assert.rejects(() => write({ date: 'today' }), /not written: date: a date like/);
    assert.equal(files.size, 0);
  });

  it('keep the newest of a long history, so that they can be read and written for ever', async () => {
    const files = new Map<string, string>();
    const workspace = openMemory(files);
    const file = answerFile('web', 'em-owner');
    const history = Array.from({ length: 500 }, (_, at) => ({
      answer: 'no',
      reason: `${at}`,
      by: 'Ben',
      date: '2026-01-01',
    }));
    files.set(file, JSON.stringify({ answer: 'no', reason: '500', by: 'Ben', date: '2026-01-01', history }));
    await writeAnswer(workspace, answer);
    const of = async () => (await readAnswers(workspace, 'web')).answers[0]?.history ?? [];
    assert.equal((await of()).length, 400);
    assert.equal((await of()).at(-1)?.reason, '500');
    const long = history.slice(0, 40).map((each) => ({ ...each, reason: `${each.reason} `.padEnd(8000, 'x\n') }));
    files.set(file, JSON.stringify({ answer: 'no', reason: '500', by: 'Ben', date: '2026-01-01', history: long }));
    await writeAnswer(workspace, { ...answer, reason: 'x'.repeat(10_000) });
    await writeAnswer(workspace, { ...answer, reason: 'x'.repeat(10_000) });
    await writeAnswer(workspace, answer);
    assert.equal((await of()).at(-3)?.reason, '500', 'also where reasons are long');
  });

  it('under a former name do not make unreadable what is said under its own, nor answer for what cannot be read there', async () => {
    const sound = 'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-21\n';
    const files = new Map([
      [answerFile('web', 'a'), sound],
      [answerFile('shop', 'a'), 'answer: maybe\n'],
      [answerFile('web', 'b'), 'answer: maybe\n'],
      [answerFile('shop', 'b'), sound],
      [answerFile('shop', 'c'), 'answer: maybe\n'],
      [answerFile('web', 'd'), sound.replace('yes', 'none')],
      [answerFile('shop', 'd'), 'answer: maybe\n'],
    ]);
    const { answers, unreadable, withdrawn } = await readAnswers(openMemory(files), 'web', ['shop']);
    assert.deepEqual(
      answers.map(({ item }) => item),
      ['a'],
    );
    assert.deepEqual([...withdrawn.keys()], ['d']);
    assert.deepEqual([...unreadable.keys()].sort(), ['b', 'c']);
    assert.match(unreadable.get('b') ?? '', /^\.prr\/answers\/web\/b\.yaml: answer/);
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
