import * as vscode from 'vscode';
import { command, method } from '../../../server/src/protocol.ts';
import type {
  NoteChange,
  NoteKindView,
  NoteParams,
  NoteRef,
  NoteView,
  RemovedNoteView,
} from '../../../server/src/protocol/notes.ts';
import { author } from '../author.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import { registerSidebar } from './sidebar.ts';
import { registerThreads } from './threads.ts';

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

/** All that the sidebar and the comment threads do with notes: one store, two views. */
export interface Notes {
  readonly all: readonly NoteView[];
  readonly onChanged: vscode.Event<void>;
  /** The id of a note that this person has just written; by then `all` holds it. */
  readonly onWritten: vscode.Event<string>;
  /** Tells whether it was written: a person may leave the question for their name. */
  add(note: Omit<NoteParams, 'by'>): Promise<boolean>;
  change(change: WithoutBy<NoteChange>): Promise<void>;
  /** Removes a note with its thread; gives what brings it back. */
  remove(note: NoteRef): Promise<() => Promise<void>>;
}

type WithoutBy<C> = C extends { by: string } ? Omit<C, 'by'> : C;

/** Consultation notes: sidebar, comment threads at their lines, and the commands that write them. */
export function registerNotes(
  server: Server,
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const written = new vscode.EventEmitter<string>();
  let all: readonly NoteView[] = [];
  const load = async () => {
    all = await server.request<NoteView[]>(method.notes);
    changed.fire();
  };
  const notes: Notes = {
    get all() {
      return all;
    },
    onChanged: changed.event,
    onWritten: written.event,
    async add(note) {
      const by = await author(context.globalState);
      if (by === undefined) return false;
      const { id } = await server.request<NoteView>(method.addNote, { ...note, by } satisfies NoteParams);
      await load();
      written.fire(id);
      return true;
    },
    async change(change) {
      const by = await author(context.globalState);
      if (by === undefined) return;
      await server.request<NoteView>(method.changeNote, { ...change, by });
      await load();
    },
    async remove(note) {
      const removed = await server.request<RemovedNoteView>(method.removeNote, note);
      await load();
      return async () => {
        await server.request<NoteView | null>(method.restoreNote, removed);
        await load();
      };
    },
  };
  const ask = async (place: { uri?: string; line?: number }, title: string) => {
    const kind = await vscode.window.showQuickPick(noteKinds, { title, ignoreFocusOut: true });
    if (!kind) return;
    const text = await vscode.window.showInputBox({
      title: `${title}: ${kind.description}`,
      prompt: 'Markdown',
      ignoreFocusOut: true,
    });
    if (text === undefined || text.trim() === '') return;
    await notes.add({ kind: kind.note, text: text.trim(), ...place });
  };
  const reload = () => void load().catch((error: unknown) => output.error(`notes: ${String(error)}`));
  reload();

  return vscode.Disposable.from(
    changed,
    written,
    server.onChanged(({ what }) => {
      if (what.includes('notes')) reload();
    }),
    registerSidebar(notes, context.extensionUri),
    registerThreads(notes),
    vscode.commands.registerCommand(command.addNote, (uri?: string, line?: number) =>
      orTell(async () => {
        const editor = vscode.window.activeTextEditor;
        const at = typeof uri === 'string' ? uri : editor?.document.uri.toString();
        if (at === undefined) return;
        await ask({ uri: at, line: line ?? editor?.selection.active.line ?? 0 }, 'Note at this line');
      }),
    ),
    vscode.commands.registerCommand('prr.addGeneralNote', () => orTell(() => ask({}, 'General note'))),
  );
}
