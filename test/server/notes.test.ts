import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FullDocumentDiagnosticReport } from 'vscode-languageserver';
import { method } from '../../server/src/protocol.ts';
import type { NoteChange, NoteParams, NoteRef, NoteView, RemovedNoteView } from '../../server/src/protocol/notes.ts';
import { connect, type Session } from './connect.ts';

const source = 'const a = 1;\nconst answer = await fetch(url);\nconst b = 2;\n';

describe('notes over the protocol', function () {
  this.timeout(60_000);
  let session: Session;
  beforeEach(async () => {
    session = await connect({ 'package.json': '{"name": "web"}', 'src/web.ts': source });
    await session.ready();
  });
  afterEach(() => session.close());

  const all = () => session.connection.sendRequest<NoteView[]>(method.notes, {});
  const add = (note: NoteParams) => session.connection.sendRequest<NoteView>(method.addNote, note);
  const change = (what: NoteChange) => session.connection.sendRequest<NoteView>(method.changeNote, what);
  const problems = async (file: string) => {
    const textDocument = { uri: session.uri(file) };
    const report = await session.connection.sendRequest<FullDocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument,
    });
    return report.items.map(({ range, message }) => `${range.start.line}: ${JSON.stringify(message).slice(1, -1)}`);
  };
  const inNotes = (name: string) => path.join(session.folder, '.prr/notes', name);

  it('link to a checklist item and to a rule, with their words', async () => {
    const note = await add({
      kind: 'risk',
      text: 'x',
      by: 'Ada',
      item: 'em-owner',
      service: 'web',
      rule: 'outbound-call-timeout',
      uri: session.uri('src/web.ts'),
      line: 1,
    });
    assert.deepEqual(
      [note.item, note.service, note.rule, note.guide],
      ['em-owner', 'web', 'outbound-call-timeout', 'timeouts'],
    );
    assert.ok(note.itemTitle && note.ruleSummary);
    assert.equal(note.at?.line, 1);
    assert.deepEqual(await all(), [note]);
  });

  it('say what the line was when it has changed, and where it might be when it is lost', async () => {
    const { id } = await add({ kind: 'risk', text: 'x', by: 'Ada', uri: session.uri('src/web.ts'), line: 1 });
    session.open('src/web.ts', source.replace('fetch(url)', 'fetch(url, options)'));
    const [edited] = await all();
    assert.equal(edited?.at?.line, 1);
    assert.equal(edited?.was, 'const answer = await fetch(url);');
    const uri = session.uri('src/web.ts');
    const text = 'const a = 1;\nconst b = 2;\n';
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text }],
    });
    const [lost] = await all();
    assert.equal(lost?.at, undefined);
    assert.equal(lost?.lost?.text, 'const answer = await fetch(url);');
    assert.ok(lost?.lost?.near && lost.lost.near.line <= 1);
    const placed = await change({ id, by: 'Ben', change: 'move', uri, line: 0 });
    assert.equal(placed.at?.line, 0);
    assert.deepEqual(
      placed.changes.map(({ by, change: what }) => [by, what]),
      [['Ben', 'move']],
    );
  });

  it('let their author edit, refuse others, and write nothing that is malformed', async () => {
    const { id } = await add({ kind: 'question', text: 'teh', by: 'Ada' });
    const edited = await change({ id, by: 'Ada', change: 'edit', comment: '0', text: 'the' });
    assert.equal(edited.comments[0]?.text, 'the');
    const before = readdirSync(inNotes('')).sort();
    const bad: unknown[] = [
      { id, by: 'Ben', change: 'edit', comment: '0', text: 'mine' },
      { id, change: 'reply', text: 'without a name' },
      { id, by: 'Ben', change: 'reply', text: '' },
      { id, by: 'Ben', change: 'reply', text: 'x'.repeat(60_000) },
      { id: '../../x', by: 'Ben', change: 'reply', text: 'x' },
      { id: 'none', by: 'Ben', change: 'resolve' },
    ];
    for (const each of bad) await assert.rejects(() => change(each as NoteChange), JSON.stringify(each).slice(0, 100));
    await assert.rejects(() => add({ kind: 'worry' as 'risk', text: 'x', by: 'Ada' }));
    assert.deepEqual(readdirSync(inNotes('')).sort(), before);
  });

  it('come back with their thread after they were removed', async () => {
    const { id } = await add({ kind: 'question', text: 'why?', by: 'Ada' });
    const before = await change({ id, by: 'Ben', change: 'reply', text: 'because' });
    const removed = await session.connection.sendRequest<RemovedNoteView>(method.removeNote, { id } satisfies NoteRef);
    assert.deepEqual(await all(), []);
    assert.equal(existsSync(inNotes(`${id}.yaml`)), false);
    assert.deepEqual(await session.connection.sendRequest(method.restoreNote, removed), before);
    const evil = { ...removed, files: { '../../evil.yaml': 'x' } };
    await assert.rejects(async () => session.connection.sendRequest(method.restoreNote, evil));
  });

  it('report mistakes of a hand and conflicts of git where they stand, and the rest works', async () => {
    const { id } = await add({ kind: 'question', text: 'why?', by: 'Ada' });
    await change({ id, by: 'Ben', change: 'reply', text: 'because' });
    writeFileSync(inNotes(`${id}/1.yaml`), 'by: Cleo\nat: 2026-11-22T10:00:00Z\ntext:\n  - a list\n');
    const conflict = 'kind: risk\ncomments:\n<<<<<<< HEAD\n  - by: A\n=======\n  - by: B\n>>>>>>> other\n';
    writeFileSync(inNotes('2026-01-01-conflict.yaml'), conflict);
    const [note, ...others] = await all();
    assert.deepEqual([note?.comments.length, others.length], [2, 0]);
    assert.match((await problems(`.prr/notes/${id}/1.yaml`)).join(), /^3: text: /);
    assert.match((await problems('.prr/notes/2026-01-01-conflict.yaml')).join(), /^2: Merge conflict/);
    assert.equal(readFileSync(inNotes('2026-01-01-conflict.yaml'), 'utf8'), conflict);
  });

  it('of thousands are not read again when they have not changed', async () => {
    mkdirSync(inNotes(''), { recursive: true });
    for (let at = 0; at < 2000; at++) {
      const anchor = `anchor:\n  file: src/web.ts\n  line: 2\n  text: const answer = await fetch(url);\n  before: ["const a = 1;"]\n  after: ["const b = 2;"]\n`;
      writeFileSync(
        inNotes(`n${at}.yaml`),
        `kind: risk\n${anchor}comments:\n  - by: Ben\n    at: 2026-10-01T10:00:00Z\n    text: note ${at}\n`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
    const timed = async () => {
      const start = performance.now();
      assert.equal((await all()).length, 2000);
      return performance.now() - start;
    };
    const first = await timed();
    const again = Math.min(await timed(), await timed(), await timed());
    assert.ok(again < first / 2, `${Math.round(first)} ms, then ${Math.round(again)} ms`);
  });
});
