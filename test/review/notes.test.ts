import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
  addEntry,
  addNote,
  editComment,
  noteFile,
  readNotes,
  removeNote,
  restoreNote,
} from '../../server/src/review/notes/notes.ts';
import { inOrder } from '../../server/src/review/notes/note-thread.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';

const comment = { by: 'Ada', at: '2026-11-21T10:00:00Z', text: 'Why no cache?\nSecond line: with colon' };
const reply = (by: string, text: string, at = '2026-11-21T11:00:00Z') => ({ by, at, text });

describe('notes', () => {
  it('are one file each, replies and changes of state one small file each, and none touches another', async () => {
    const files = new Map<string, string>();
    const workspace = openMemory(files);
    const note = await addNote(workspace, { kind: 'question', comment });
    const file = noteFile(note.id);
    files.set(file, `# kept\n${files.get(file)}ticket: 17\n`);
    const before = files.get(file);
    await addEntry(workspace, note.id, reply('Ben', 'Because.'));
    await addEntry(workspace, note.id, { by: 'Ada', at: '2026-11-21T12:00:00Z', change: 'resolve' });
    assert.equal(files.get(file), before);
    assert.equal(files.size, 3);
    const { notes, problems } = await readNotes(workspace);
    assert.deepEqual(problems, []);
    assert.equal(notes[0]?.state, 'resolved');
    assert.deepEqual(
      notes[0]?.comments.map((each) => each.text),
      [comment.text, 'Because.'],
    );
    assert.deepEqual(
      notes[0]?.changes?.map(({ by, change, behind }) => [by, change, behind]),
      [['Ada', 'resolve', 2]],
    );
  });

  it('of an older version, with all comments in one file, are read as they were and go on from there', async () => {
    const old =
      'kind: risk\nstate: resolved\ncomments:\n  - by: Ada\n    at: 2026-01-01T10:00:00Z\n    text: one\n  - by: Ben\n    at: 2026-01-02T10:00:00Z\n    text: two\n';
    const files = new Map([[noteFile('2026-01-01-aa'), old]]);
    const workspace = openMemory(files);
    await addEntry(workspace, '2026-01-01-aa', { by: 'Ben', at: '2026-01-03T10:00:00Z', change: 'reopen' });
    await addEntry(workspace, '2026-01-01-aa', reply('Ada', 'three'));
    const [note] = (await readNotes(workspace)).notes;
    assert.equal(note?.state, 'open');
    assert.deepEqual(
      note?.comments.map(({ text }) => text),
      ['one', 'two', 'three'],
    );
    assert.equal(files.get(noteFile('2026-01-01-aa')), old);
  });

  it('keep links to an item and to a finding', async () => {
    const workspace = openMemory(new Map());
    await addNote(workspace, {
      kind: 'risk',
      service: 'web',
      item: 'em-owner',
      finding: { rule: 'probe-missing' },
      comment,
    });
    const [note] = (await readNotes(workspace)).notes;
    assert.equal(note?.item, 'em-owner');
    assert.deepEqual(note?.finding, { rule: 'probe-missing' });
    assert.equal(note?.service, 'web');
  });

  it('with a mistake are a problem at its place, the others are read, and nothing is written over', async () => {
    const sound = 'kind: risk\ncomments:\n  - by: Ada\n    at: 2026-01-01T10:00:00Z\n    text: sound\n';
    const broken = 'kind: worry\ncomments:\n  - by: Ada\n    at: 2026-01-01T10:00:00Z\n    text: x\n';
    const conflict = `<<<<<<< ours\n${sound}=======\n${broken}>>>>>>> theirs\n`;
    const files = new Map([
      [noteFile('a'), sound],
      [noteFile('b'), broken],
      [noteFile('c'), conflict],
      [noteFile('d'), 'kind: [\n'],
      ['.prr/notes/a/1.yaml', 'by: Ben\nat: yesterday\ntext: no time\n'],
      ['.prr/notes/a/2.yaml', 'by: Ben\nat: 2026-01-02T10:00:00Z\ntext: good\n'],
      ['.prr/notes/gone/1.yaml', 'by: Ben\nat: 2026-01-02T10:00:00Z\ntext: to a note that was removed\n'],
    ]);
    const all = new Map(files);
    const workspace = openMemory(files);
    const { notes, problems } = await readNotes(workspace);
    assert.deepEqual(
      notes.map((note) => note.comments.map(({ text }) => text)),
      [['sound', 'good']],
    );
    const of = (file: string) => problems.filter((problem) => problem.file === file);
    assert.match(of(noteFile('b'))[0]!.message, /^kind: /);
    assert.equal(broken.slice(of(noteFile('b'))[0]!.span.start).split('\n')[0], 'worry');
    assert.match(of(noteFile('c'))[0]!.message, /Merge conflict/);
    assert.equal(of(noteFile('d')).length > 0, true);
    assert.match(of('.prr/notes/a/1.yaml')[0]!.message, /at: a time like/);
    assert.match(of('.prr/notes/gone/1.yaml')[0]!.message, /Its note gone does not exist/);
    await assert.rejects(() => addEntry(workspace, 'd', reply('Ben', 'x')), /fix it first/);
    await assert.rejects(() => addEntry(workspace, 'b', reply('Ben', 'x')), /fix it first/);
    await assert.rejects(() => addEntry(workspace, 'e', reply('Ben', 'x')), /no note e/);
    assert.deepEqual(files, all);
  });

  it('stand in the order in which people saw them, whatever their clocks said', async () => {
    const files = new Map<string, string>();
    const workspace = openMemory(files);
    const { id } = await addNote(workspace, { kind: 'question', comment });
    await addEntry(workspace, id, reply('Ben', 'one', '2031-01-01T00:00:00Z'));
    await addEntry(workspace, id, reply('Ada', 'two', '2026-11-21T12:00:00Z'));
    await addEntry(workspace, id, { by: 'Ada', at: '2026-11-21T12:00:01Z', change: 'resolve' });
    await addEntry(workspace, id, reply('Ben', 'three', '1999-01-01T00:00:00Z'));
    await addEntry(workspace, id, { by: 'Ben', at: '1999-01-01T00:00:01Z', change: 'reopen' });
    const [note] = (await readNotes(workspace)).notes;
    assert.deepEqual(
      note?.comments.map(({ text }) => text),
      [comment.text, 'one', 'two', 'three'],
    );
    assert.equal(note?.state, 'open');
  });

  it('put no entry before the one that its author had seen, and lose none', () => {
    const entries = fc.array(
      fc.record({
        at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', '1999-01-01T00:00:00Z'),
        after: fc.option(fc.nat(8)),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(entries, (drawn) => {
        const named = drawn.map(({ at, after }, index) => ({
          id: String(index),
          entry: { by: 'A', at, text: 'x', ...(after === null ? {} : { after: String(after) }) },
        }));
        const order = inOrder(named).map(({ id }) => id);
        assert.deepEqual([...order].sort(), named.map(({ id }) => id).sort());
        const forward = named.filter(({ id, entry }) => entry.after !== undefined && Number(entry.after) < Number(id));
        const all = named.every(
          ({ id, entry }) =>
            entry.after === undefined || Number(entry.after) < Number(id) || Number(entry.after) >= named.length,
        );
        if (all) for (const { id, entry } of forward) assert.ok(order.indexOf(entry.after!) < order.indexOf(id));
      }),
    );
  });

  it('let an author edit their own words, and nobody else', async () => {
    const files = new Map<string, string>();
    const workspace = openMemory(files);
    const { id } = await addNote(workspace, { kind: 'question', comment });
    const entry = await addEntry(workspace, id, reply('Ben', 'teh answer'));
    const file = `.prr/notes/${id}/${entry}.yaml`;
    files.set(file, `# by hand\n${files.get(file)}`);
    await editComment(workspace, id, { comment: entry, by: 'Ben', at: '2026-11-21T13:00:00Z', text: 'the answer' });
    await editComment(workspace, id, { comment: '0', by: 'Ada', at: '2026-11-21T13:00:00Z', text: 'Why?' });
    assert.match(files.get(file)!, /^# by hand\n/);
    await assert.rejects(
      () => editComment(workspace, id, { comment: entry, by: 'Ada', at: comment.at, text: 'x' }),
      /only Ben/,
    );
    const [note] = (await readNotes(workspace)).notes;
    assert.deepEqual(
      note?.comments.map(({ text, edited }) => [text, edited]),
      [
        ['Why?', '2026-11-21T13:00:00Z'],
        ['the answer', '2026-11-21T13:00:00Z'],
      ],
    );
  });

  it('come back byte by byte after they were removed, and only with names of ours', async () => {
    const files = new Map<string, string>();
    const workspace = openMemory(files);
    const { id } = await addNote(workspace, { kind: 'question', comment });
    await addEntry(workspace, id, reply('Ben', 'an answer'));
    files.set(noteFile(id), `# by hand\n${files.get(noteFile(id))}ticket: 17\n`);
    const before = Object.fromEntries(files);
    const removed = await removeNote(workspace, id);
    assert.equal(files.size, 0);
    await restoreNote(workspace, removed);
    assert.deepEqual(Object.fromEntries(files), before);
    for (const name of ['../evil.yaml', 'a/../../x.yaml', 'a/b/c.yaml', '/etc/x.yaml', 'a.txt'])
      await assert.rejects(() => restoreNote(workspace, { [name]: 'x' }), name);
  });
});

describe('notes on disk', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'prr-notes-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const git = (at: string, ...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...args],
      {
        cwd: at,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );

  it('of two people on two branches merge without a conflict: replies, states, places, new notes', async () => {
    const workspace = openDisk(folder);
    git(folder, 'init', '-q', '-b', 'main');
    const { id } = await addNote(workspace, { kind: 'question', comment });
    await addEntry(workspace, id, reply('Ada', 'first'));
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'a note');
    const anchor = (line: number) => ({ file: 'a.ts', line, text: 'x', before: [], after: [] });
    git(folder, 'checkout', '-qb', 'ben');
    await addEntry(workspace, id, reply('Ben', 'from Ben', '2026-11-22T10:00:00Z'));
    await addEntry(workspace, id, { by: 'Ben', at: '2026-11-22T10:01:00Z', change: 'resolve', anchor: anchor(2) });
    await addNote(workspace, { kind: 'risk', comment: { ...comment, by: 'Ben' } });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', "Ben's");
    git(folder, 'checkout', '-q', 'main');
    await addEntry(workspace, id, reply('Cleo', 'from Cleo', '2026-11-22T09:00:00Z'));
    await addEntry(workspace, id, { by: 'Cleo', at: '2026-11-22T09:01:00Z', change: 'resolve', anchor: anchor(3) });
    await addNote(workspace, { kind: 'risk', comment: { ...comment, by: 'Cleo' } });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', "Cleo's");
    git(folder, 'merge', '-q', '--no-edit', 'ben');
    assert.equal(git(folder, 'status', '--porcelain'), '');
    const { notes, problems } = await readNotes(openDisk(folder));
    assert.deepEqual(problems, []);
    assert.equal(notes.length, 3);
    const note = notes.find((each) => each.id === id);
    assert.deepEqual(
      note?.comments.map(({ text }) => text),
      [comment.text, 'first', 'from Cleo', 'from Ben'],
    );
    assert.equal(note?.state, 'resolved');
    assert.equal(note?.changes?.length, 2);
  });

  it('in one list, as they were before, would have made a conflict', () => {
    const list = (text: string) => `kind: risk\ncomments:\n  - by: Ada\n    text: one\n${text}`;
    git(folder, 'init', '-q', '-b', 'main');
    const file = path.join(folder, 'note.yaml');
    const commit = (text: string) => {
      writeFileSync(file, text);
      git(folder, 'add', '.');
      git(folder, 'commit', '-qm', 'x');
    };
    commit(list(''));
    git(folder, 'checkout', '-qb', 'ben');
    commit(list('  - by: Ben\n    text: two\n'));
    git(folder, 'checkout', '-q', 'main');
    commit(list('  - by: Cleo\n    text: three\n'));
    assert.throws(() => git(folder, 'merge', '-q', '--no-edit', 'ben'), /CONFLICT|Command failed/);
  });

  it('see a hand edit at once, although what has not changed is not read again', async () => {
    const workspace = openDisk(folder);
    const { id } = await addNote(workspace, { kind: 'question', comment });
    const file = path.join(folder, noteFile(id));
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal((await readNotes(workspace)).notes[0]?.kind, 'question');
    writeFileSync(file, readFileSync(file, 'utf8').replace('question', 'decision'));
    assert.equal((await readNotes(workspace)).notes[0]?.kind, 'decision');
    writeFileSync(file, readFileSync(file, 'utf8').replace('decision', 'question'));
    assert.equal((await readNotes(workspace)).notes[0]?.kind, 'question');
  });

  it('lose nothing when four processes and a hand write at the same time', async function () {
    this.timeout(60_000);
    const prr = mkdtempSync(path.join(os.tmpdir(), 'prr-dist-'));
    cpSync('dist', prr, { recursive: true });
    try {
      const workspace = openDisk(folder);
      const { id } = await addNote(workspace, { kind: 'question', comment });
      const { spawn } = await import('node:child_process');
      const run = (...args: string[]) =>
        new Promise<number | null>((resolve) => {
          spawn(process.execPath, [path.join(prr, 'prr.cjs'), 'notes', ...args], { cwd: folder, stdio: 'ignore' }).on(
            'exit',
            resolve,
          );
        });
      const people = ['Ada', 'Ben', 'Cleo', 'Dan'];
      const commands = people.flatMap((by) => [
        run('reply', id, `from ${by}`, '--by', by),
        run('add', `by ${by}`, '--kind', 'risk', '--by', by),
      ]);
      const file = path.join(folder, noteFile(id));
      const hand = (async () => {
        for (let turn = 0; turn < 50; turn++) {
          writeFileSync(file, `${readFileSync(file, 'utf8')}# ${turn}\n`);
          await addEntry(workspace, id, reply('editor', `turn ${turn}`));
        }
      })();
      assert.deepEqual(
        await Promise.all(commands),
        commands.map(() => 0),
      );
      await hand;
      const { notes, problems } = await readNotes(openDisk(folder));
      assert.deepEqual(problems, []);
      assert.equal(notes.length, 5);
      const note = notes.find((each) => each.id === id);
      assert.equal(note?.comments.length, 1 + 4 + 50);
      assert.equal(readFileSync(file, 'utf8').match(/^# \d+$/gm)?.length, 50);
      assert.equal(
        readdirSync(path.join(folder, '.prr/notes')).some((name) => /\.(lock|tmp)$/.test(name)),
        false,
      );
    } finally {
      rmSync(prr, { recursive: true, force: true });
    }
  });
});
