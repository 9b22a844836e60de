import type * as vscode from 'vscode';
import type { NoteView } from '../../../server/src/protocol/notes.ts';

const key = 'prr.notes.seen';

/** What this person has seen, on this machine: nothing of it is in the repository. */
export interface Unread {
  /** Comments of others that were not seen. A clock has no say: each comment is known by its name. */
  of(note: NoteView, me: string | undefined): number;
  /** Tells whether there was something to see. */
  see(notes: readonly NoteView[]): Promise<boolean>;
}

/** Keeps what was seen in the workspace's storage. */
export function openUnread(state: vscode.Memento): Unread {
  // Notes of other branches are kept as well: they come back.
  const seen = new Map(Object.entries(state.get<Record<string, string>>(key, {})));
  return {
    of(note, me) {
      const known = seen.get(note.id)?.split(' ') ?? [];
      return note.comments.filter(({ id, by }) => by !== me && !known.includes(short(id))).length;
    },
    async see(notes) {
      let news = false;
      for (const { id, comments } of notes) {
        // What was seen on another branch stays seen.
        const known = seen.get(id)?.split(' ') ?? [];
        const all = [...new Set([...known, ...comments.map((comment) => short(comment.id))])];
        if (all.length === known.length) continue;
        seen.set(id, all.join(' '));
        news = true;
      }
      if (news) await state.update(key, Object.fromEntries(seen));
      return news;
    },
  };
}

/** The drawn end of a comment's name tells it from the others of its note. */
function short(comment: string): string {
  return comment.slice(-8);
}
