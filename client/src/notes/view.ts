import * as vscode from 'vscode';
import { command } from '../../../server/src/protocol.ts';
import type { NoteKindView, NoteParams } from '../../../server/src/protocol/notes.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import { registerNoteActions } from './actions.ts';
import { linesOf, type About } from './new-thread.ts';
import { registerSidebar } from './sidebar.ts';
import { openNotes } from './store.ts';
import { registerThreads } from './threads.ts';

const noteKinds: readonly {
  readonly note: NoteKindView;
  readonly label: string;
  readonly description: string;
}[] = [
  {
    note: 'question',
    label: `$(question) ${vscode.l10n.t('Question')}`,
    description: vscode.l10n.t('needs an answer'),
  },
  { note: 'risk', label: `$(warning) ${vscode.l10n.t('Risk')}`, description: vscode.l10n.t('may hurt in production') },
  {
    note: 'decision',
    label: `$(law) ${vscode.l10n.t('Decision')}`,
    description: vscode.l10n.t('what was decided, and why'),
  },
  {
    note: 'advice',
    label: `$(lightbulb) ${vscode.l10n.t('Advice')}`,
    description: vscode.l10n.t('what to do instead'),
  },
  {
    note: 'praise',
    label: `$(heart) ${vscode.l10n.t('Praise')}`,
    description: vscode.l10n.t('what is good and should stay'),
  },
];

/** A text that a note begins with. */
type Begun = About & { readonly text?: string };
type Place = Pick<NoteParams, 'uri' | 'line'>;

/** Consultation notes: sidebar, comment threads at their lines, and the commands that write them. */
export function registerNotes(
  server: Server,
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): vscode.Disposable {
  const notes = openNotes(server, context, output);
  const threads = registerThreads(notes, context.workspaceState);
  const sidebar = registerSidebar(notes, context.extensionUri);
  /** For a note that cannot be written in a thread: at no line, or with a text that it begins with. */
  const ask = async ({ text: value = '', ...about }: Begun & Place, title: string) => {
    const kind = await vscode.window.showQuickPick(noteKinds, {
      title,
      placeHolder: vscode.l10n.t('Choose the kind of note. Its text comes next.'),
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
    await notes.add({ kind: kind.note, text: text.trim(), ...about });
  };
  const atLine = async (uri: string | undefined, line: number | undefined, { text, ...about }: Begun) => {
    // A thread cannot begin with a text.
    if (text !== undefined) return ask({ text, ...about, ...placeOf(uri, line) }, vscode.l10n.t('Note'));
    // A note on an item that is at no line: the checklist names the item alone.
    if (uri === undefined && about.item !== undefined) return ask(about, vscode.l10n.t('Note on a checklist item'));
    const editor = vscode.window.activeTextEditor;
    const at = uri === undefined ? editor?.document.uri : vscode.Uri.parse(uri);
    if (!at) return;
    const selected = line === undefined && editor ? linesOf(editor.selection) : { line: line ?? 0, endLine: line ?? 0 };
    const document = await vscode.workspace.openTextDocument(at);
    const range = new vscode.Range(selected.line, 0, selected.endLine, document.lineAt(selected.endLine).text.length);
    await threads.open(at, range, about);
  };
  return vscode.Disposable.from(
    notes,
    threads,
    sidebar,
    registerNoteActions(notes),
    vscode.commands.registerCommand(command.addNote, (uri?: string, line?: number, about: Begun = {}) =>
      // A menu hands over what was clicked.
      orTell(() =>
        atLine(typeof uri === 'string' ? uri : undefined, typeof line === 'number' ? line : undefined, about),
      ),
    ),
    vscode.commands.registerCommand('prr.addGeneralNote', (begun?: Begun) =>
      orTell(() => (typeof begun?.text === 'string' ? ask(begun, vscode.l10n.t('General note')) : sidebar.write())),
    ),
    vscode.commands.registerCommand('prr.markNotesRead', () => orTell(() => notes.see(notes.all))),
    vscode.commands.registerCommand('prr.undoRemoveNote', () => orTell(() => notes.restoreLast())),
  );
}

function placeOf(uri: string | undefined, line: number | undefined): Place {
  return { ...(uri === undefined ? {} : { uri }), ...(line === undefined ? {} : { line }) };
}
