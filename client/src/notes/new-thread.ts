import * as vscode from 'vscode';
import type { NoteKindView, NoteParams } from '../../../server/src/protocol/notes.ts';
import { orTell } from '../places.ts';
import type { Notes } from './store.ts';

const kinds: readonly (readonly [string, NoteKindView])[] = [
  ['prr.note.question', 'question'],
  ['prr.note.risk', 'risk'],
  ['prr.note.decision', 'decision'],
  ['prr.note.advice', 'advice'],
  ['prr.note.praise', 'praise'],
];

/** What a note that is about to be written is about. */
export type About = Pick<NoteParams, 'item' | 'rule' | 'service' | 'folder'>;

interface Opened {
  readonly about: About;
  /** What was selected when it was opened. */
  readonly selection: vscode.Selection | undefined;
}

/** The editor is told of a new thread with a delay of a tenth of a second, and has no event for the time when it is drawn; in milliseconds. */
const untilDrawn = 250;

/** Threads without a comment yet, in which a person writes a new note. */
export interface NewThreads extends vscode.Disposable {
  /** Opens one at these lines, with the focus in its box. */
  open(uri: vscode.Uri, range: vscode.Range, about: About): Promise<void>;
}

export function registerNewThreads(controller: vscode.CommentController, notes: Notes): NewThreads {
  /** Those that the command has opened; the editor makes others of its own, at the `+` of a line. */
  const opened = new Map<vscode.CommentThread, Opened>();
  const close = (thread: vscode.CommentThread) => {
    opened.delete(thread);
    thread.dispose();
  };
  const create = ([name, kind]: (typeof kinds)[number]) =>
    vscode.commands.registerCommand(name, ({ thread, text }: vscode.CommentReply) =>
      orTell(async () => {
        if (text.trim() === '') return;
        const { about = {}, selection } = opened.get(thread) ?? {};
        const range = thread.range ?? new vscode.Range(0, 0, 0, 0);
        const lines = { line: range.start.line, endLine: range.end.line };
        const place = { uri: thread.uri.toString(), ...lines };
        try {
          if (!(await notes.add({ kind, text: text.trim(), ...place, ...about }))) return await keep(text);
        } catch (error) {
          await keep(text);
          throw error;
        }
        close(thread);
        await focusEditor(thread.uri, selection);
      }),
    );
  return {
    async open(uri, range, about) {
      // Asked before one writes: the box of a thread forgets its text when it is sent.
      if ((await notes.sign()) === undefined) return;
      for (const thread of opened.keys()) close(thread);
      const editor = await vscode.window.showTextDocument(uri, { preview: true });
      const { selection } = editor;
      // Until the box of the thread has the focus, what one types must not go into the code.
      const guard = vscode.window.createInputBox();
      guard.title = vscode.l10n.t('New note');
      guard.placeholder = vscode.l10n.t('Opening …');
      guard.busy = true;
      guard.ignoreFocusOut = true;
      guard.show();
      const thread = controller.createCommentThread(uri, range, []);
      thread.label = [vscode.l10n.t('New note'), about.item, about.rule]
        .filter((each) => each !== undefined)
        .join(' · ');
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      opened.set(thread, { about, selection: range.contains(selection.start) ? selection : undefined });
      editor.selection = new vscode.Selection(range.end, range.end);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      await new Promise((resolve) => setTimeout(resolve, untilDrawn));
      try {
        // The thread whose lines end where the cursor is, and then its box.
        await vscode.commands.executeCommand('workbench.action.focusCommentOnCurrentLine');
        await vscode.commands.executeCommand('widgetNavigation.focusNext');
      } finally {
        guard.dispose();
      }
    },
    dispose: vscode.Disposable.from(...kinds.map(create)).dispose,
  };
}

/** A text that was not written is still the person's. */
async function keep(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  void vscode.window.showWarningMessage(vscode.l10n.t('The note was not written. Its text is in the clipboard.'));
}

/** The focus goes back to the code, where it was before one wrote. */
export async function focusEditor(uri: vscode.Uri, selected?: vscode.Selection): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  if (!editor) return;
  const { document, viewColumn } = editor;
  const selection = selected ?? editor.selection;
  await vscode.window.showTextDocument(document, { selection, ...(viewColumn === undefined ? {} : { viewColumn }) });
}

/** The lines of a selection, from 0: a last line of which nothing is selected is not meant. */
export function linesOf({ start, end }: vscode.Range): { readonly line: number; readonly endLine: number } {
  const isBefore = end.character === 0 && end.line > start.line;
  return { line: start.line, endLine: isBefore ? end.line - 1 : end.line };
}
