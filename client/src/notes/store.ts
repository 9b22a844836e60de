import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { NoteChange, NoteParams, NoteRef, NoteView, RemovedNoteView } from '../../../server/src/protocol/notes.ts';
import { author, knownAuthor } from '../author.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import { openUnread } from './unread.ts';

/** All that the sidebar and the comment threads do with notes: one store, two views. */
export interface Notes {
  readonly all: readonly NoteView[];
  /** The notes have been read once. */
  readonly loaded: boolean;
  /** Why the notes could not be read, the last time. */
  readonly failure: string | undefined;
  /** This person's name, once it was asked for. */
  readonly me: string | undefined;
  readonly onChanged: vscode.Event<void>;
  /** What this person has just done, and to which note; by then `all` holds it. */
  readonly onDone: vscode.Event<{ readonly words: string; readonly id: string; readonly written?: true }>;
  /** Comments of others that this person has not seen. */
  unread(note: NoteView): number;
  see(notes: readonly NoteView[]): Promise<void>;
  reload(): Promise<void>;
  /** This person's name; asked for where it is not known yet. */
  sign(): Promise<string | undefined>;
  /** Tells whether it was written: a person may leave the question for their name. */
  add(note: Omit<NoteParams, 'by'>): Promise<boolean>;
  change(change: WithoutBy<NoteChange>): Promise<boolean>;
  /** Removes a note with its thread, and offers to bring it back; asks first where others have written in it. */
  remove(note: NoteRef): Promise<void>;
  /** Brings the note back that was removed last. */
  restoreLast(): Promise<void>;
}

type WithoutBy<C> = C extends { by: string } ? Omit<C, 'by'> : C;

/** What was done to a note, for those who do not see it. */
const done: Readonly<Record<NoteChange['change'], string>> = {
  reply: vscode.l10n.t('Reply written'),
  edit: vscode.l10n.t('Comment changed'),
  resolve: vscode.l10n.t('Note resolved'),
  reopen: vscode.l10n.t('Note reopened'),
  move: vscode.l10n.t('Note moved'),
  'add-place': vscode.l10n.t('Lines added to the note'),
  'remove-place': vscode.l10n.t('Lines taken off the note'),
  assign: vscode.l10n.t('Note assigned'),
};

/** The notes as the server last read them; they are read again whenever it says that they have changed. */
export function openNotes(
  server: Server,
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): Notes & vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const did = new vscode.EventEmitter<{ words: string; id: string; written?: true }>();
  const seen = openUnread(context.workspaceState);
  const removed: RemovedNoteView[] = [];
  let all: readonly NoteView[] | undefined;
  let failure: string | undefined;
  const load = async () => {
    try {
      all = await server.request<NoteView[]>(method.notes);
      failure = undefined;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      output.error(`notes: ${failure}`);
    }
    changed.fire();
  };
  /** One reading at a time, and one more where something has changed meanwhile. */
  let loading: Promise<void> | undefined;
  let again = false;
  const reload = (): Promise<void> => {
    again = loading !== undefined;
    loading ??= (async () => {
      do {
        again = false;
        await load();
      } while (again);
      loading = undefined;
    })();
    return loading;
  };
  const tellRemoved = () =>
    void vscode.commands.executeCommand('setContext', 'prr.canBringBackNote', removed.length > 0);
  const restore = async (note: RemovedNoteView) => {
    await server.request<NoteView | null>(method.restoreNote, note);
    const at = removed.indexOf(note);
    if (at >= 0) removed.splice(at, 1);
    tellRemoved();
    await reload();
    did.fire({ words: vscode.l10n.t('Note restored'), id: note.id });
  };
  const sign = () => author(context.globalState);
  const listening = server.onChanged(({ what }) => {
    if (what.includes('notes')) void reload();
  });
  void reload();
  return {
    get all() {
      return all ?? [];
    },
    get loaded() {
      return all !== undefined;
    },
    get failure() {
      return failure;
    },
    get me() {
      return knownAuthor(context.globalState);
    },
    onChanged: changed.event,
    onDone: did.event,
    unread: (note) => seen.of(note, knownAuthor(context.globalState)),
    async see(these) {
      if (await seen.see(these)) changed.fire();
    },
    reload,
    sign,
    async add(note) {
      const by = await sign();
      if (by === undefined) return false;
      const view = await server.request<NoteView>(method.addNote, { ...note, by } satisfies NoteParams);
      await seen.see([view]);
      await reload();
      did.fire({ words: vscode.l10n.t('Note written'), id: view.id, written: true });
      return true;
    },
    async change(change) {
      const by = await sign();
      if (by === undefined) return false;
      const view = await server.request<NoteView>(method.changeNote, { ...change, by });
      await seen.see([view]);
      await reload();
      did.fire({ words: done[change.change], id: view.id });
      return true;
    },
    async remove(ref) {
      const there = (all ?? []).find(({ id }) => id === ref.id);
      if (there && !(await mayRemove(there, knownAuthor(context.globalState)))) return;
      const note = await server.request<RemovedNoteView>(method.removeNote, ref);
      removed.push(note);
      tellRemoved();
      await reload();
      did.fire({ words: vscode.l10n.t('Note deleted'), id: note.id });
      const undo = vscode.l10n.t('Undo');
      const chosen = vscode.window.showInformationMessage(vscode.l10n.t('The note and its thread were deleted.'), undo);
      void chosen.then((choice) =>
        choice === undo && removed.includes(note) ? orTell(() => restore(note)) : undefined,
      );
    },
    async restoreLast() {
      const last = removed.at(-1);
      if (last) return restore(last);
      void vscode.window.showInformationMessage(vscode.l10n.t('No note was deleted since this window was opened.'));
    },
    dispose() {
      listening.dispose();
      changed.dispose();
      did.dispose();
    },
  };
}

/** One's own words are deleted at once, as that can be undone; those of others only after a question. */
async function mayRemove({ comments }: NoteView, me: string | undefined): Promise<boolean> {
  const others = [...new Set(comments.map(({ by }) => by))].filter((by) => by !== me);
  if (others.length === 0) return true;
  const remove = vscode.l10n.t('Delete');
  const detail = vscode.l10n.t(
    'It contains comments by {0}. You can restore it until this window is closed.',
    others.join(', '),
  );
  const question = vscode.l10n.t('Delete this note and its thread?');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove;
}
