import assert from 'node:assert/strict';
import { openUnread } from '../../client/src/notes/unread.ts';
import type { NoteView } from '../../server/src/protocol/notes.ts';

const note = (...comments: [id: string, by: string, at?: string][]): NoteView => ({
  id: '2026-01-01-00000001',
  folder: 'file:///x',
  kind: 'question',
  state: 'open',
  changes: [],
  comments: comments.map(([id, by, at = '2026-01-01T00:00:00Z']) => ({ id, by, at, text: 'x' })),
});

describe('what is unread', () => {
  const memory = () => {
    const kept = new Map<string, unknown>();
    return {
      keys: () => [...kept.keys()],
      get: <T>(key: string, fallback?: T) => (kept.has(key) ? structuredClone(kept.get(key)) : fallback) as T,
      update: async (key: string, value: unknown) => void kept.set(key, structuredClone(value)),
    };
  };

  it('are comments of others that were not seen, and outlives the window', async () => {
    const state = memory();
    const unread = openUnread(state);
    const first = note(['0', 'Ben'], ['20260101T000000Z-aaaaaaaa', 'Ada']);
    assert.equal(unread.of(first, 'Ada'), 1);
    assert.equal(unread.of(first, undefined), 2);
    assert.equal(await unread.see([first]), true);
    assert.equal(await unread.see([first]), false);
    assert.equal(openUnread(state).of(first, 'Ada'), 0);
  });

  it('asks no clock: a comment from before counts as new, and one from the future does not stay new', async () => {
    const unread = openUnread(memory());
    await unread.see([note(['0', 'Ben', '2031-01-01T00:00:00Z'])]);
    const later = note(
      ['0', 'Ben', '2031-01-01T00:00:00Z'],
      ['19990101T000000Z-bbbbbbbb', 'Ben', '1999-01-01T00:00:00Z'],
    );
    assert.equal(unread.of(later, 'Ada'), 1);
    await unread.see([later]);
    assert.equal(unread.of(later, 'Ada'), 0);
  });

  it('finds a comment that a merge has put in the middle, and forgets nothing when a branch without it is seen', async () => {
    const unread = openUnread(memory());
    const one: [string, string] = ['a-11111111', 'Ben'];
    const two: [string, string] = ['a-22222222', 'Cleo'];
    await unread.see([note(['0', 'Ben'], two)]);
    assert.equal(unread.of(note(['0', 'Ben'], one, two), 'Ada'), 1);
    await unread.see([note(['0', 'Ben'], one, two)]);
    await unread.see([note(['0', 'Ben'])]);
    assert.equal(unread.of(note(['0', 'Ben'], one, two), 'Ada'), 0);
  });
});
