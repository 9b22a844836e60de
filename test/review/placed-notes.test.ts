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
  const add = async () => {
    const { note } = await notes.addNote({
      kind: 'risk',
      text: 'no deadline',
      by: 'Ada',
      at: { file: 'src/web.ts', line: 4 },
    });
    return note.id;
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
    assert.equal(await placeOf(id), 'its file is no longer there');
    files.set('src/web.ts', source);
    assert.equal(await placeOf(id), 'src/web.ts:5');
  });

  it('do not choose between two copies of a file that is gone', async () => {
    const id = await add();
    files.delete('src/web.ts');
    files.set('a/web.ts', source);
    files.set('b/web.ts', source);
    assert.equal(await placeOf(id), 'its file is gone, and several look like it');
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

  it('of several people at once all arrive', async () => {
    const id = await add();
    const people = Array.from({ length: 50 }, (_, at) => `P${at}`);
    await Promise.all(people.map((by) => notes.changeNote(id, { change: 'reply', by, text: 'x' })));
    assert.deepEqual(new Set((await notes.note(id))?.note.comments.map(({ by }) => by)), new Set(['Ada', ...people]));
  });
});
