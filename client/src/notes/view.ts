import * as vscode from 'vscode';
import { command, method } from '../../../server/src/protocol.ts';
import type {
  NoteChange,
  NoteKindView,
  NoteParams,
  NoteView,
  RemovedNoteView,
} from '../../../server/src/protocol/notes.ts';
import { author, knownAuthor } from '../author.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import type { Notes } from './notes.ts';
import { registerSidebar } from './sidebar.ts';
import { registerThreads } from './threads.ts';
import { openUnread } from './unread.ts';

const noteKinds: readonly {
  readonly note: NoteKindView;
  readonly label: string;
  readonly description: string;
}[] = [
  { note: 'question', label: '$(question) Question', description: 'something to be answered' },
  { note: 'risk', label: '$(warning) Risk', description: 'what may hurt in production' },
  { note: 'decision', label: '$(law) Decision', description: 'what was decided, and why' },
  { note: 'advice', label: '$(lightbulb) Advice', description: 'what to do instead' },
  { note: 'praise', label: '$(heart) Praise', description: 'what is good and should stay' },
];

/** What a note that is about to be written is about. */
interface About {
  readonly item?: string;
  readonly rule?: string;
  readonly service?: string;
  readonly folder?: string;
  /** What it may say; a person changes it. */
  readonly text?: string;
}

const done: Readonly<Record<NoteChange['change'], string>> = {
  reply: 'Reply written',
  edit: 'Comment changed',
  resolve: 'Note resolved',
  reopen: 'Note reopened',
  move: 'Note put at another place',
};

/** Consultation notes: sidebar, comment threads at their lines, and the commands that write them. */
export function registerNotes(
  server: Server,
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): vscode.Disposable {
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
    did.fire({ words: 'Note brought back', id: note.id });
  };
  const notes: Notes = {
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
    async add(note) {
      const by = await author(context.globalState);
      if (by === undefined) return false;
      const view = await server.request<NoteView>(method.addNote, { ...note, by } satisfies NoteParams);
      await seen.see([view]);
      await reload();
      did.fire({ words: 'Note written', id: view.id, written: true });
      return true;
    },
    async change(change) {
      const by = await author(context.globalState);
      if (by === undefined) return false;
      const view = await server.request<NoteView>(method.changeNote, { ...change, by });
      await seen.see([view]);
      await reload();
      did.fire({ words: done[change.change], id: view.id });
      return true;
    },
    async remove(ref) {
      const note = await server.request<RemovedNoteView>(method.removeNote, ref);
      removed.push(note);
      tellRemoved();
      await reload();
      did.fire({ words: 'Note removed', id: note.id });
      const undo = 'Undo';
      const chosen = vscode.window.showInformationMessage('The note and its thread were removed.', undo);
      void chosen.then((choice) =>
        choice === undo && removed.includes(note) ? orTell(() => restore(note)) : undefined,
      );
    },
  };
  const ask = async (
    { text: value = '', ...place }: About & Omit<NoteParams, 'by' | 'kind' | 'text'>,
    title: string,
  ) => {
    const kind = await vscode.window.showQuickPick(noteKinds, {
      title,
      placeHolder: 'Which kind of note? Its text comes next',
      ignoreFocusOut: true,
    });
    if (!kind) return;
    const text = await vscode.window.showInputBox({
      title: `${title}: ${kind.description}`,
      prompt: 'Markdown',
      value,
      ignoreFocusOut: true,
    });
    if (text === undefined || text.trim() === '') return;
    await notes.add({ kind: kind.note, text: text.trim(), ...place });
  };
  void reload();

  return vscode.Disposable.from(
    changed,
    did,
    server.onChanged(({ what }) => {
      if (what.includes('notes')) void reload();
    }),
    registerSidebar(notes, context.extensionUri),
    registerThreads(notes),
    vscode.commands.registerCommand(command.addNote, (uri?: string, line?: number, about: About = {}) =>
      orTell(async () => {
        const editor = vscode.window.activeTextEditor;
        // A note on an item that is at no line: the checklist names the item alone.
        if (typeof uri !== 'string' && about.item !== undefined) return ask(about, 'Note on a checklist item');
        const at = typeof uri === 'string' ? uri : editor?.document.uri.toString();
        if (at === undefined) return;
        await ask({ uri: at, line: line ?? editor?.selection.active.line ?? 0, ...about }, 'Note at this line');
      }),
    ),
    vscode.commands.registerCommand('prr.addGeneralNote', (about?: About) =>
      orTell(() => ask(typeof about?.text === 'string' ? about : {}, 'General note')),
    ),
    vscode.commands.registerCommand('prr.markNotesRead', () => orTell(() => notes.see(notes.all))),
    vscode.commands.registerCommand('prr.undoRemoveNote', () =>
      orTell(async () => {
        const last = removed.at(-1);
        if (!last)
          return void vscode.window.showInformationMessage('No note was removed since this window was opened.');
        await restore(last);
      }),
    ),
  );
}
