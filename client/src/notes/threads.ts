import * as vscode from 'vscode';
import type { NoteKindView, NoteView } from '../../../server/src/protocol/notes.ts';
import { orTell, rangeOf } from '../places.ts';
import type { Notes } from './view.ts';

const commands: readonly (readonly [string, NoteKindView])[] = [
  ['prr.note.question', 'question'],
  ['prr.note.risk', 'risk'],
  ['prr.note.decision', 'decision'],
  ['prr.note.advice', 'advice'],
  ['prr.note.praise', 'praise'],
];

/** Comment threads at the lines of notes; the store is the server's, threads are made anew from it. */
export function registerThreads(notes: Notes): vscode.Disposable {
  const controller = vscode.comments.createCommentController('prr', 'Production Readiness');
  controller.options = { prompt: 'Write a note', placeHolder: 'Question, risk, decision, advice or praise; Markdown' };
  controller.commentingRangeProvider = {
    provideCommentingRanges: (document) =>
      document.uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(document.uri)
        ? [new vscode.Range(0, 0, Math.max(0, document.lineCount - 1), 0)]
        : [],
  };
  const threads = new Map<string, vscode.CommentThread>();
  /** What each thread shows: one that has not changed is left alone, as somebody may be typing in it. */
  const shown = new Map<string, string>();
  const idOf = (thread: vscode.CommentThread) => [...threads].find(([, each]) => each === thread)?.[0];

  const update = () => {
    const placed = new Map(notes.all.filter((note) => note.at).map((note) => [note.id, note]));
    for (const [id, thread] of threads) {
      if (placed.has(id)) continue;
      thread.dispose();
      threads.delete(id);
      shown.delete(id);
    }
    for (const [id, note] of placed) {
      if (!note.at) continue;
      const uri = vscode.Uri.parse(note.at.uri);
      const wanted = JSON.stringify(note);
      if (shown.get(id) === wanted) continue;
      let thread = threads.get(id);
      if (thread && thread.uri.toString() !== uri.toString()) {
        thread.dispose();
        thread = undefined;
      }
      if (!thread) {
        thread = controller.createCommentThread(uri, rangeOf(note.at), []);
        thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
      }
      threads.set(id, thread);
      shown.set(id, wanted);
      fill(thread, note, rangeOf(note.at));
    }
  };
  const expand = (id: string) => {
    const thread = threads.get(id);
    if (thread) thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
  };
  const create = ([name, kind]: (typeof commands)[number]) =>
    vscode.commands.registerCommand(name, ({ thread, text }: vscode.CommentReply) =>
      orTell(async () => {
        const line = thread.range?.start.line ?? 0;
        if (await notes.add({ kind, text, uri: thread.uri.toString(), line })) thread.dispose();
      }),
    );
  const onThread = (name: string, change: 'resolve' | 'reopen') =>
    vscode.commands.registerCommand(name, (thread: vscode.CommentThread) =>
      orTell(async () => {
        const id = idOf(thread);
        if (id !== undefined) await notes.change({ id, change });
      }),
    );

  update();
  return vscode.Disposable.from(
    controller,
    notes.onChanged(update),
    notes.onWritten(expand),
    ...commands.map(create),
    vscode.commands.registerCommand('prr.note.reply', ({ thread, text }: vscode.CommentReply) =>
      orTell(async () => {
        const id = idOf(thread);
        if (id !== undefined) await notes.change({ id, change: 'reply', text });
      }),
    ),
    onThread('prr.note.resolve', 'resolve'),
    onThread('prr.note.reopen', 'reopen'),
  );
}

function fill(thread: vscode.CommentThread, note: NoteView, range: vscode.Range): void {
  const resolved = note.state === 'resolved';
  thread.range = range;
  thread.label = `${note.kind[0]?.toUpperCase()}${note.kind.slice(1)}`;
  thread.contextValue = note.state;
  thread.state = resolved ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
  thread.comments = note.comments.map((comment) => ({
    author: { name: comment.by },
    body: new vscode.MarkdownString(comment.text),
    mode: vscode.CommentMode.Preview,
    timestamp: new Date(comment.at),
  }));
}
