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

/** Threads without a comment yet, in which a person writes a new note. */
export interface NewThreads extends vscode.Disposable {
  /** Opens one at these lines, with the focus in its box. */
  open(uri: vscode.Uri, range: vscode.Range, about: About): Promise<void>;
}

export function registerNewThreads(controller: vscode.CommentController, notes: Notes): NewThreads {
  /** Those that the command has opened; the editor makes others of its own, at the `+` of a line. */
  const opened = new Map<vscode.CommentThread, About>();
  const close = (thread: vscode.CommentThread) => {
    opened.delete(thread);
    thread.dispose();
  };
  const create = ([name, kind]: (typeof kinds)[number]) =>
    vscode.commands.registerCommand(name, ({ thread, text }: vscode.CommentReply) =>
      orTell(async () => {
        if (text.trim() === '') return;
        const about = opened.get(thread) ?? {};
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
        await focusEditor(thread.uri);
      }),
    );
  return {
    async open(uri, range, about) {
      // Asked before one writes: the box of a thread forgets its text when it is sent.
      if ((await notes.sign()) === undefined) return;
      for (const thread of opened.keys()) close(thread);
      const editor = await vscode.window.showTextDocument(uri, { preview: true });
      // The editor looks for the thread where the cursor is.
      if (!editor.selection.isEqual(new vscode.Selection(range.start, range.end)) && editor.selection.isEmpty)
        editor.selection = new vscode.Selection(range.end, range.end);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      const thread = controller.createCommentThread(uri, range, []);
      thread.label = ['New note', about.item, about.rule].filter((each) => each !== undefined).join(' · ');
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      opened.set(thread, about);
    },
    dispose: vscode.Disposable.from(...kinds.map(create)).dispose,
  };
}

/** A text that was not written is still the person's. */
async function keep(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  void vscode.window.showWarningMessage('The note was not written. Its text is in the clipboard.');
}

/** The focus goes back to the code, where it was before one wrote. */
export async function focusEditor(uri: vscode.Uri): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  if (!editor) return;
  const { document, selection, viewColumn } = editor;
  await vscode.window.showTextDocument(document, { selection, ...(viewColumn === undefined ? {} : { viewColumn }) });
}

/** The lines of a selection, from 0: a last line of which nothing is selected is not meant. */
export function linesOf({ start, end }: vscode.Range): { readonly line: number; readonly endLine: number } {
  const isBefore = end.character === 0 && end.line > start.line;
  return { line: start.line, endLine: isBefore ? end.line - 1 : end.line };
}
