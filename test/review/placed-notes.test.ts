import assert from 'node:assert/strict';
import { createIndex } from '../../server/src/index/workspace-index.ts';
import { openNotes, type Notes } from '../../server/src/review/notes/placed-notes.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';

const source = `import http from 'node:http';

/** Answers searches. */
function first() {
  const answer = search('to be');
  return answer;
}

http.createServer(first).listen(8080);
`;

describe('notes at their lines', () => {
  let files: Map<string, string>;
  let notes: Notes;
  beforeEach(() => {
    files = new Map([['src/web.ts', source]]);
    const workspace = openMemory(files);
    const index = createIndex('web');
    let version = 0;
    let texts = 0;
    const live = {
      complete: true,
      renderings: { isUndeployed: () => undefined },
      index: {
        ...index,
        // Paths and version as the index would have them after its refresh.
        paths: () => files.keys(),
        get version() {
          return version++;
        },
      },
      // The files are changed behind its back: any may be another.
      get texts() {
        return ++texts;
      },
      changedAt: () => texts + 1,
      text: async (file: string) => files.get(file),
    };
    let second = 0;
    notes = openNotes(
      { workspace, live, services: () => [] },
      () => `2026-11-22T10:00:${String(second++).padStart(2, '0')}Z`,
    );
  });
  const add = async (line = 4, endLine = line) => {
    const at = { file: 'src/web.ts', line, endLine };
    const { note } = await notes.addNote({ kind: 'risk', text: 'no deadline', by: 'Ada', at });
    return note.id;
  };
  const rangeOf = async (id: string) => {
    const placement = (await notes.note(id))?.placement;
    return placement?.state === 'placed' ? [placement.line + 1, placement.endLine + 1] : placement?.reason;
  };
  const placeOf = async (id: string) => {
    const placed = await notes.note(id);
    const { placement } = placed!;
    return placement?.state === 'placed'
      ? `${placed!.note.anchor?.file}:${placement.line + 1}`
      : (placement?.reason ?? 'general');
  };

  it('follow a file to its new name, and come back with it', async () => {
    const id = await add();
    files.delete('src/web.ts');
    files.set('src/server.ts', source);
    assert.equal(await placeOf(id), 'src/server.ts:5');
    files.delete('src/server.ts');
    files.set('lib/web.ts', `// moved\n${source}`);
    assert.equal(await placeOf(id), 'lib/web.ts:6');
    files.delete('lib/web.ts');
    assert.equal(await placeOf(id), 'its file no longer exists');
    files.set('src/web.ts', source);
    assert.equal(await placeOf(id), 'src/web.ts:5');
  });

  it('do not choose between two copies of a file that is gone', async () => {
    const id = await add();
    files.delete('src/web.ts');
    files.set('a/web.ts', source);
    files.set('b/web.ts', source);
    assert.equal(await placeOf(id), 'its file no longer exists, and several files are similar');
  });

  it('write down where they stand when somebody writes to them, and nothing when they are read', async () => {
    const id = await add();
    const edited = source
      .replace("search('to be')", "search('to be', { timeout: 800 })")
      .replace('/** Answers searches. */', '/** Answers. */');
    files.set('src/web.ts', edited);
    const before = files.size;
    assert.equal(await placeOf(id), 'src/web.ts:5');
    await notes.notes();
    assert.equal(files.size, before);
    await notes.changeNote(id, { change: 'reply', by: 'Ben', text: 'it has one now' });
    const [entry] = [...files].filter(([name]) => name.startsWith(`.prr/notes/${id}/`));
    assert.match(entry![1], /text: "?const answer = search\('to be', \{ timeout: 800 \}\)/);
    assert.equal((await notes.note(id))?.note.formerAnchors?.length, 1);
    // Another branch still has the line as it was.
    files.set('src/web.ts', source);
    assert.equal(await placeOf(id), 'src/web.ts:5');
    await notes.changeNote(id, { change: 'resolve', by: 'Ben' });
    files.set('src/web.ts', edited);
    assert.equal(await placeOf(id), 'src/web.ts:5');
  });

  it('are put elsewhere by a person, and what was before no longer counts', async () => {
    const id = await add();
    await notes.changeNote(id, { change: 'move', by: 'Ben', file: 'src/web.ts', line: 8 });
    assert.equal(await placeOf(id), 'src/web.ts:9');
    files.set('src/web.ts', source.replace(/http\.createServer.*/, 'start();'));
    assert.notEqual(await placeOf(id), 'src/web.ts:5');
  });

  it('in one file all follow it to its new name, edited or not', async () => {
    const ids = [await add(0), await add(4), await add(5), await add(8)];
    files.delete('src/web.ts');
    files.set('src/server.ts', source.replace("search('to be')", "search('to be', { timeout: 800 })"));
    const places = (await notes.notes()).map(({ note, placement }) => [
      note.anchor?.file,
      placement?.state === 'placed' ? placement.line + 1 : placement?.reason,
    ]);
    assert.deepEqual(
      places,
      [1, 5, 6, 9].map((line) => ['src/server.ts', line]),
    );
    const edited = (await notes.notes()).filter(({ placement }) => placement?.state === 'placed' && placement.edited);
    assert.deepEqual(
      edited.map(({ note }) => note.id),
      [ids[1]],
    );
  });

  it('whose line a new name has no more are lost in that file, and say where it might be', async () => {
    await add(0);
    const id = await add(4);
    files.delete('src/web.ts');
    files.set('src/server.ts', source.replace(/ {2}const answer.*\n/, ''));
    const lost = (await notes.notes()).find(({ note }) => note.id === id);
    assert.equal(lost?.note.anchor?.file, 'src/server.ts');
    assert.ok(lost?.placement?.state === 'lost' && lost.placement.near !== undefined);
  });

  it('follow a function that moves to another file that is there, and no copy of it', async () => {
    const id = await add();
    const moved = source.slice(source.indexOf('/** Answers'), source.indexOf('http.createServer'));
    const other = `export const limit = 3;\n\nexport function clamp(value: number) {\n  return Math.min(value, limit);\n}\n`;
    files.set('src/answers.ts', other);
    files.set('src/web.ts', source.replace(moved, "import { first } from './answers.ts';\n"));
    assert.notEqual(await placeOf(id), 'src/answers.ts:9');
    files.set('src/answers.ts', `${other}\n${moved}`);
    assert.equal(await placeOf(id), 'src/answers.ts:9');
    const placed = await notes.note(id);
    assert.ok(placed?.placement?.state === 'placed' && placed.placement.from === 'src/web.ts');
    // Two files have it now: neither is chosen.
    files.set('src/copy.ts', moved);
    assert.match(await placeOf(id), /no longer exists/);
    files.delete('src/copy.ts');
    // Where the line has stayed, a copy elsewhere is another line.
    files.set('src/web.ts', source);
    assert.equal(await placeOf(id), 'src/web.ts:5');
  });

  it('at a blank line belong to the next line that says something', async () => {
    assert.deepEqual(await rangeOf(await add(1)), [3, 3]);
    assert.deepEqual(await rangeOf(await add(9)), [9, 9]);
  });

  it('on several lines keep both ends as lines come and go within and above', async () => {
    const id = await add(3, 7);
    assert.deepEqual(await rangeOf(id), [4, 7], 'without the blank line behind');
    files.set('src/web.ts', source.replace('  return answer;', '  log(answer);\n\n  return answer;'));
    assert.deepEqual(await rangeOf(id), [4, 9]);
    files.set('src/web.ts', `// one\n// two\n${source.replace("  const answer = search('to be');\n", '')}`);
    assert.deepEqual(await rangeOf(id), [6, 8]);
    const head = files.get(`.prr/notes/${id}.yaml`) ?? '';
    // What an older version reads is the first line, as before; it keeps keys that it does not know.
    assert.match(head, /^ {2}line: 4$/m);
    assert.match(head, /^ {2}end:\n {4}line: 7\n/m);
    await notes.changeNote(id, { change: 'reply', by: 'Ben', text: 'seen' });
    assert.deepEqual(await rangeOf(id), [6, 8]);
  });

  it('have further places, which are followed as the first is, and taken off again', async () => {
    const id = await add();
    await notes.changeNote(id, { change: 'add-place', by: 'Ben', file: 'src/web.ts', line: 8 });
    const lines = async () =>
      (await notes.note(id))?.places?.map(({ placement }) => (placement?.state === 'placed' ? placement.line + 1 : 0));
    assert.deepEqual(await lines(), [9]);
    files.set('src/web.ts', `// new\n${source}`);
    assert.deepEqual(await lines(), [10]);
    assert.equal(await placeOf(id), 'src/web.ts:6');
    const note = await notes.note(id);
    assert.equal(note?.note.comments.at(-1)?.text, 'Also at `src/web.ts:9`.', 'older versions show it as a reply');
    const place = note?.places?.[0]?.id ?? '';
    await notes.changeNote(id, { change: 'remove-place', by: 'Ben', place });
    assert.equal(await lines(), undefined);
    await assert.rejects(notes.changeNote(id, { change: 'remove-place', by: 'Ben', place }), /no longer part/);
  });

  it('are assigned to somebody, to somebody else, and to nobody', async () => {
    const id = await add();
    const assignee = async () => (await notes.note(id))?.note.assignee;
    await notes.changeNote(id, { change: 'assign', by: 'Ada', assignee: 'Ben' });
    assert.equal(await assignee(), 'Ben');
    await notes.changeNote(id, { change: 'assign', by: 'Ben', assignee: 'Cleo' });
    assert.equal(await assignee(), 'Cleo');
    await notes.changeNote(id, { change: 'assign', by: 'Cleo', assignee: '' });
    assert.equal(await assignee(), undefined);
    assert.equal((await notes.note(id))?.note.comments.at(-1)?.text, 'Assigned to nobody.');
  });

  it('of several people at once all arrive', async () => {
    const id = await add();
    const people = Array.from({ length: 50 }, (_, at) => `P${at}`);
    await Promise.all(people.map((by) => notes.changeNote(id, { change: 'reply', by, text: 'x' })));
    assert.deepEqual(new Set((await notes.note(id))?.note.comments.map(({ by }) => by)), new Set(['Ada', ...people]));
  });
});
