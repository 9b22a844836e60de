import * as vscode from 'vscode';
import type { LocationView } from '../../../server/src/protocol.ts';
import type { NoteView } from '../../../server/src/protocol/notes.ts';
import { orTell, rangeOf } from '../places.ts';
import { isRead } from '../host.ts';
import { noteWords, wordsOf } from '../vocabulary.ts';
import { focusEditor, registerNewThreads, type NewThreads } from './new-thread.ts';
import type { Notes } from './store.ts';

/** Up to here every note has a thread, and stands in the Comments view; of more, those of open documents. */
const maxThreads = 500;

/** A comment of ours in a thread of the editor. */
interface ThreadComment extends vscode.Comment {
  readonly note: string;
  readonly id: string;
  readonly text: string;
}

/** A note at one of its places. */
interface AtPlace {
  readonly key: string;
  readonly note: NoteView;
  readonly at: LocationView;
}

/** Whether the editor shows notes, as this person has it in this workspace. */
const hiddenKey = 'prr.notes.hidden';

/** Comment threads at the lines of notes; the store is the server's, threads are made anew from it. */
export function registerThreads(notes: Notes, state: vscode.Memento): Pick<NewThreads, 'open'> & vscode.Disposable {
  const controller = vscode.comments.createCommentController('prr', vscode.l10n.t('Production Readiness'));
  controller.options = { prompt: vscode.l10n.t('Reply…'), placeHolder: 'Markdown' };
  // A range marks each of its lines in the editor, so that none is offered unless somebody asks for it.
  const offer = () => {
    const isWanted = vscode.workspace.getConfiguration('prr').get<boolean>('noteMargin') === true;
    controller.commentingRangeProvider = {
      provideCommentingRanges: (document) =>
        isWanted && isRead(document.uri) && vscode.workspace.getWorkspaceFolder(document.uri)
          ? [new vscode.Range(0, 0, Math.max(0, document.lineCount - 1), 0)]
          : [],
    };
  };
  offer();
  const threads = new Map<string, vscode.CommentThread>();
  /** What each thread shows: one that has not changed is left alone, as somebody may be typing in it. */
  const shown = new Map<string, string>();
  const keyOf = (thread: vscode.CommentThread) => [...threads].find(([, each]) => each === thread)?.[0];
  const noteOf = (thread: vscode.CommentThread) => {
    const id = keyOf(thread)?.split('#')[0];
    return notes.all.find((note) => note.id === id);
  };
  const isHidden = () =>
    state.get<boolean>(hiddenKey) === true ||
    vscode.workspace.getConfiguration('prr').get<boolean>('notesInEditor') === false;

  const update = () => {
    const placed = new Map(isHidden() ? [] : inThreads(notes.all).map((each) => [each.key, each]));
    for (const [key, thread] of threads) {
      if (placed.has(key)) continue;
      thread.dispose();
      threads.delete(key);
      shown.delete(key);
    }
    for (const [key, { note, at }] of placed) {
      const uri = vscode.Uri.parse(at.uri);
      const wanted = JSON.stringify([note, notes.me]);
      if (shown.get(key) === wanted) continue;
      let thread = threads.get(key);
      if (thread && thread.uri.toString() !== uri.toString()) {
        thread.dispose();
        thread = undefined;
      }
      if (!thread) {
        // Of a thread that has no comment at first, the editor opens the box for a reply.
        thread = controller.createCommentThread(uri, rangeOf(at), commentsOf(note, { me: notes.me }));
        thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
      }
      threads.set(key, thread);
      shown.set(key, wanted);
      fill(thread, note, { range: rangeOf(at), me: notes.me });
    }
  };
  const expand = (id: string) => {
    const thread = threads.get(id);
    if (thread) thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
  };
  const hide = async (isWanted: boolean) => {
    await state.update(hiddenKey, isWanted);
    tellHidden();
    update();
  };
  const tellHidden = () => void vscode.commands.executeCommand('setContext', 'prr.notesHidden', isHidden());
  const created = registerNewThreads(controller, notes);
  const onThread = (name: string, step: (note: NoteView) => Promise<unknown>) =>
    vscode.commands.registerCommand(name, (thread: vscode.CommentThread) =>
      orTell(async () => {
        const note = noteOf(thread);
        if (note) await step(note);
      }),
    );
  const onComment = (name: string, step: (comment: ThreadComment, thread: vscode.CommentThread) => Promise<unknown>) =>
    vscode.commands.registerCommand(name, (comment: ThreadComment) =>
      orTell(async () => {
        const thread =
          [...threads].find(
            ([key, each]) => key.split('#')[0] === comment.note && each.comments.includes(comment),
          )?.[1] ?? threads.get(comment.note);
        if (thread) await step(comment, thread);
      }),
    );
  const setMode = async (comment: ThreadComment, thread: vscode.CommentThread, mode: vscode.CommentMode) => {
    thread.comments = thread.comments.map((each) => {
      const same = (each as ThreadComment).id === comment.id;
      // Edited is the source; shown is what it makes.
      return same
        ? { ...each, mode, body: mode === vscode.CommentMode.Editing ? comment.text : markdown(comment.text) }
        : each;
    });
  };

  update();
  tellHidden();
  const registered = vscode.Disposable.from(
    controller,
    created,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('prr.noteMargin')) offer();
      if (change.affectsConfiguration('prr.notesInEditor')) update();
    }),
    notes.onChanged(update),
    notes.onDone(({ id, written }) => {
      if (written) expand(id);
    }),
    vscode.workspace.onDidOpenTextDocument(update),
    vscode.workspace.onDidCloseTextDocument(update),
    vscode.commands.registerCommand('prr.hideNotes', () => orTell(() => hide(true))),
    vscode.commands.registerCommand('prr.unhideNotes', () => orTell(() => hide(false))),
    vscode.commands.registerCommand('prr.note.reply', ({ thread, text }: vscode.CommentReply) =>
      orTell(async () => {
        const note = noteOf(thread);
        if (!note || text.trim() === '') return;
        await notes.change({ id: note.id, folder: note.folder, change: 'reply', text: text.trim() });
        await focusEditor(thread.uri);
      }),
    ),
    onThread('prr.note.resolve', ({ id, folder }) => notes.change({ id, folder, change: 'resolve' })),
    onThread('prr.note.reopen', ({ id, folder }) => notes.change({ id, folder, change: 'reopen' })),
    onThread('prr.note.remove', ({ id, folder }) => notes.remove({ id, folder })),
    onThread('prr.note.show', ({ id }) => Promise.resolve(vscode.commands.executeCommand('prr.showNote', id))),
    onComment('prr.note.edit', (comment, thread) => setMode(comment, thread, vscode.CommentMode.Editing)),
    onComment('prr.note.cancelEdit', (comment, thread) => setMode(comment, thread, vscode.CommentMode.Preview)),
    onComment('prr.note.saveEdit', async (comment, thread) => {
      const text = typeof comment.body === 'string' ? comment.body : comment.body.value;
      const note = noteOf(thread);
      if (!note || text.trim() === '') return;
      const { id, folder } = note;
      await setMode(comment, thread, vscode.CommentMode.Preview);
      await notes.change({ id, folder, change: 'edit', comment: comment.id, text: text.trim() });
      await focusEditor(thread.uri);
    }),
  );
  return {
    async open(uri, range, about) {
      if (isHidden()) await hide(false);
      await created.open(uri, range, about);
    },
    dispose: () => registered.dispose(),
  };
}

/** The places that get a thread: all of all notes, or with very many those in open documents. */
function inThreads(all: readonly NoteView[]): readonly AtPlace[] {
  const placed = all.flatMap((note): AtPlace[] => [
    ...(note.at ? [{ key: note.id, note, at: note.at }] : []),
    ...(note.places ?? []).flatMap(({ id, at }) => (at ? [{ key: `${note.id}#${id}`, note, at }] : [])),
  ]);
  if (placed.length <= maxThreads) return placed;
  const open = new Set(vscode.workspace.textDocuments.map((document) => document.uri.toString()));
  return placed.filter(({ at }) => open.has(vscode.Uri.parse(at.uri).toString()));
}

function fill(
  thread: vscode.CommentThread,
  note: NoteView,
  { range, me }: { range: vscode.Range; me: string | undefined },
): void {
  const resolved = note.state === 'resolved';
  const about = [note.itemTitle ?? note.item, note.rule].filter((each) => each !== undefined);
  thread.range = range;
  const { assignee } = note;
  const parts = [wordsOf(noteWords(vscode.l10n.t), note.kind), ...about];
  thread.label = [...parts, ...(assignee === undefined ? [] : [vscode.l10n.t('assigned to {0}', assignee)])].join(
    ' · ',
  );
  thread.contextValue = note.state;
  thread.state = resolved ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
  thread.comments = commentsOf(note, { me, before: thread.comments });
}

function commentsOf(
  note: NoteView,
  { me, before = [] }: { me: string | undefined; before?: readonly vscode.Comment[] },
): ThreadComment[] {
  const there = new Map(before.map((each) => [(each as ThreadComment).id, each]));
  return note.comments.map(({ id, by, at, text, edited }): ThreadComment => {
    const known = there.get(id);
    // Somebody is editing it.
    if (known?.mode === vscode.CommentMode.Editing) return known as ThreadComment;
    return {
      note: note.id,
      id,
      text,
      author: { name: by },
      body: markdown(text),
      mode: vscode.CommentMode.Preview,
      timestamp: new Date(at),
      contextValue: by === me ? 'mine' : 'other',
      ...(edited === undefined ? {} : { label: vscode.l10n.t('edited') }),
    };
  });
}

function markdown(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(text);
}
