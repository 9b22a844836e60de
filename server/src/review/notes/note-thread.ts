import type * as z from 'zod';
import type { Note, NoteAnchor, NoteComment, NoteEvent, NotePlace } from '../../model/review.ts';
import type { noteEntryFormat, noteFormat } from '../formats.ts';

// Why one small file a comment and a change: git merges files that only one side has made without a question, whereas
// two people who append to one list, or who set one key, make a conflict. So nothing that is ordinarily done to a note
// (reply, resolve, reopen, move, a fresh anchor) touches a file that is there; only an author who edits their own words does.

export type NoteHead = z.output<typeof noteFormat>;
export type NoteEntry = z.output<typeof noteEntryFormat>;

/** An entry with the stem of its file's name. */
export interface NamedEntry {
  readonly id: string;
  readonly entry: NoteEntry;
}

/** The note that a head and its entries make; entries may come in any order. */
export function noteOf(id: string, head: NoteHead, entries: readonly NamedEntry[]): Note {
  const comments: NoteComment[] = head.comments.map((comment, index) => commentOf(String(index), comment));
  const changes: NoteEvent[] = [];
  let anchors: NoteAnchor[] = head.anchor ? [anchorOf(head.anchor)] : [];
  let places: NotePlace[] = [];
  let assignee: string | undefined;
  let { state } = head;
  for (const { id: entryId, entry } of inOrder(entries)) {
    const { by, at, text, edited, change, anchor, place, without } = entry;
    if (place) places.push({ id: entryId, anchor: anchorOf(place) });
    if (without !== undefined) places = places.filter((each) => each.id !== without);
    if (entry.assignee !== undefined) assignee = entry.assignee === '' ? undefined : entry.assignee;
    // A person has put it elsewhere: where it was before no longer counts.
    if (change === 'move') anchors = [];
    if (anchor) anchors.unshift(anchorOf(anchor));
    if (change === 'resolve') state = 'resolved';
    if (change === 'reopen') state = 'open';
    if (change) changes.push({ id: entryId, by, at, change, behind: comments.length });
    if (text !== undefined) comments.push(commentOf(entryId, { by, at, text, edited }));
  }
  const [anchor, ...formerAnchors] = anchors;
  const { kind, service, item, finding } = head;
  return {
    id,
    kind,
    state,
    comments,
    ...(service === undefined ? {} : { service }),
    ...(item === undefined ? {} : { item }),
    ...(finding === undefined ? {} : { finding: { rule: finding.rule } }),
    ...(anchor === undefined ? {} : { anchor }),
    ...(formerAnchors.length > 0 ? { formerAnchors } : {}),
    ...(changes.length > 0 ? { changes } : {}),
    ...(places.length > 0 ? { places } : {}),
    ...(assignee === undefined ? {} : { assignee }),
  };
}

/**
 * Each entry after the one that its author had seen, else by time: a clock that jumps puts no answer before its question.
 */
export function inOrder(entries: readonly NamedEntry[]): NamedEntry[] {
  const waiting = [...entries].sort((a, b) => compare(a.entry.at, b.entry.at) || compare(a.id, b.id));
  const known = new Set(waiting.map(({ id }) => id));
  const done = new Set<string>();
  const ordered: NamedEntry[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex(
      ({ entry: { after } }) => after === undefined || !known.has(after) || done.has(after),
    );
    // Entries that name each other can only come from a hand: then by time.
    const [next] = waiting.splice(Math.max(free, 0), 1);
    if (!next) break;
    done.add(next.id);
    ordered.push(next);
  }
  return ordered;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function commentOf(id: string, { by, at, text, edited }: NoteHead['comments'][number]): NoteComment {
  return { id, by, at, text, ...(edited === undefined ? {} : { edited }) };
}

/** An anchor as a file says it, without keys that it leaves out. */
export function anchorOf({
  file,
  line,
  text,
  before,
  after,
  heads,
  around,
  among,
  alike,
  end,
}: NonNullable<NoteHead['anchor']>): NoteAnchor {
  return {
    file,
    line,
    text,
    before,
    after,
    ...(heads === undefined ? {} : { heads }),
    ...(around === undefined ? {} : { around: { before: around.before, after: around.after } }),
    ...(among === undefined ? {} : { among: { nth: among.nth, of: among.of } }),
    ...(alike === undefined ? {} : { alike }),
    ...(end === undefined ? {} : { end: { line: end.line, text: end.text } }),
  };
}
