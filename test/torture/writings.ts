import { actions } from '../../server/src/engagement/trend/actions.ts';
import { makeChange } from '../../server/src/engagement/kit/store.ts';
import { removeAnswer, writeAnswer } from '../../server/src/review/answers.ts';
import { describe } from '../../server/src/review/descriptors.ts';
import { recordExport } from '../../server/src/review/exports.ts';
import { addEntry, addNote, editComment, removeNote, restoreNote } from '../../server/src/review/notes/notes.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import type { Chance } from './chance.ts';
import { service, type Ledger } from './ledger.ts';

/** One who writes: only they write to their notes and their field. */
export interface Writer {
  readonly field: 'title' | 'contact';
  /** Notes that are there, with the things that were written in each. */
  readonly notes: Map<string, string[]>;
}

export const items = ['dep-security', 'dep-timeouts', 'em-process', 'cap-load-test', 'chg-rollback'];
const by = 'Ada';
const at = '2026-11-21T12:00:00Z';
const date = '2026-11-21';

/** One change of each kind that people make, through what both the server and the command line write with. */
export async function writeOne(workspace: Workspace, { chance, ledger, writer }: Writing): Promise<void> {
  const word = ledger.word();
  const step = async (thing: string, value: string | undefined, write: () => Promise<unknown>) => {
    ledger.begin(thing, value);
    try {
      await write();
    } catch (error) {
      if (!(error instanceof Stopped)) ledger.refused(thing);
      throw error;
    }
    ledger.acknowledged(thing, value);
  };
  const note = chance.of([...writer.notes.keys(), undefined]);
  switch (chance.below(10)) {
    case 0:
    case 1:
      return step(word, word, () =>
        writeAnswer(workspace, { service, item: chance.of(items), answer: 'yes', reason: word, by, date }),
      );
    case 2:
      return step(writer.field, word, () => describe(workspace, service, { [writer.field]: word }));
    case 3: {
      const state = { items: {}, findings: [{ rule: 'x', file: 'a.ts', message: word }], notes: {} };
      return step(word, word, () => recordExport(workspace, state, { service, was: [], now: at }));
    }
    case 4:
      return step(word, word, () =>
        makeChange(workspace, { change: actions.meet, values: { minutes: word }, who: { by, date, service } }),
      );
    case 5:
      return step(word, word, () => workspace.update(`.prr/guide/${word}.md`, () => `# ${word}\n`));
    case 6:
      if (note === undefined) break;
      return step(`${note} 0`, word, () => editComment(workspace, note, { comment: '0', by, at, text: word }));
    case 7:
      if (note === undefined) break;
      return remove(workspace, note, { chance, ledger, writer });
    case 8: {
      const item = chance.of(items);
      if ((await workspace.kind(`.prr/answers/${service}/${item}.yaml`)) !== 'file') break;
      return step(word, word, () => removeAnswer(workspace, { service, item, by, date, reason: word }));
    }
    default:
      if (note === undefined) break;
      // It may be there though it is not acknowledged, and is removed with its note.
      writer.notes.get(note)?.push(`${note} ${word}`);
      return step(`${note} ${word}`, word, () => addEntry(workspace, note, { by, at, text: word }));
  }
  // The id of a note is known when it is acknowledged.
  ledger.begin(word, word);
  let id: string;
  try {
    ({ id } = await addNote(workspace, { kind: 'question', comment: { by, at, text: word } }));
  } catch (error) {
    if (!(error instanceof Stopped)) ledger.refused(word);
    throw error;
  }
  ledger.acknowledged(word, undefined);
  ledger.acknowledged(`${id} 0`, word);
  writer.notes.set(id, [`${id} 0`]);
}

export interface Writing {
  readonly chance: Chance;
  readonly ledger: Ledger;
  readonly writer: Writer;
}

/** The process is no more: nothing is acknowledged, nor refused. */
export class Stopped extends Error {}

async function remove(workspace: Workspace, note: string, { chance, ledger, writer }: Writing): Promise<void> {
  const things = (writer.notes.get(note) ?? []).map((thing) => ({ thing, value: ledger.value(thing) }));
  writer.notes.delete(note);
  for (const { thing } of things) ledger.begin(thing, undefined);
  const removed = await removeNote(workspace, note);
  for (const { thing } of things) ledger.acknowledged(thing, undefined);
  if (chance.is(0.5)) return;
  for (const { thing, value } of things) ledger.begin(thing, value);
  await restoreNote(workspace, removed);
  for (const { thing, value } of things) ledger.acknowledged(thing, value);
  writer.notes.set(
    note,
    things.map(({ thing }) => thing),
  );
}
