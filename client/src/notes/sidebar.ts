import * as vscode from 'vscode';
import { command } from '../../../server/src/protocol.ts';
import type { NoteView } from '../../../server/src/protocol/notes.ts';
import { orTell, reveal } from '../places.ts';
import { webviewPage } from '../webview-page.ts';
import type { FromSidebar, SidebarNote, ToSidebar } from './messages.ts';
import { linesOf } from './new-thread.ts';
import type { Notes } from './store.ts';

/** Carried out by the checklist. */
const showItem = 'prr.showItem';

export interface Sidebar extends vscode.Disposable {
  /** Opens the box for a new general note. */
  write(): Promise<void>;
}

/** The notes sidebar: a webview without network and without inline script, on the editor's own colours. */
export function registerSidebar(notes: Notes, extension: vscode.Uri): Sidebar {
  let view: vscode.WebviewView | undefined;
  let shown = false;
  /** What the page is told when it has loaded. */
  const pending: ToSidebar[] = [];
  const dist = vscode.Uri.joinPath(extension, 'dist');
  const send = (message: ToSidebar) => void view?.webview.postMessage(message);
  const fileNow = () => vscode.window.activeTextEditor?.document.uri.toString();
  const post = () => {
    const folders = vscode.workspace.workspaceFolders?.length ?? 0;
    const { me } = notes;
    const all = notes.all.map((note): SidebarNote => {
      const mine = me !== undefined && (note.assignee === me || note.comments.some(({ by }) => by === me));
      return { ...note, unread: notes.unread(note), mine };
    });
    if (folders === 0) send({ type: 'no-folder' });
    else if (notes.failure !== undefined) send({ type: 'failed', reason: notes.failure });
    else if (!notes.loaded) send({ type: 'loading' });
    else send({ type: 'notes', notes: all, me, file: fileNow() });
    if (view) view.badge = badgeOf(all);
  };
  const receive = async (message: FromSidebar): Promise<void> => {
    switch (message.type) {
      case 'ready':
        shown = true;
        post();
        for (const waiting of pending.splice(0)) send(waiting);
        return;
      case 'retry':
        return notes.reload();
      case 'open-folder':
        await vscode.commands.executeCommand('vscode.openFolder');
        return;
      case 'add':
      case 'reply':
      case 'edit': {
        // A person may leave the question for their name, or the file cannot be written: the text stays theirs.
        const isSigned = notes.me !== undefined;
        const ok = await orTell(() => write(notes, message));
        if (!isSigned) await vscode.commands.executeCommand('prr.notes.focus');
        return send({ type: 'sent', draft: message.draft, ok: ok === true });
      }
      default:
        return act(notes, noteOf(notes, message.id), message);
    }
  };
  /** Shows the view and tells it, or as soon as its page is there. */
  const focusOn = async (message: ToSidebar) => {
    if (!shown) pending.push(message);
    await vscode.commands.executeCommand('prr.notes.focus');
    if (shown && !pending.includes(message)) send(message);
  };

  const registered = vscode.Disposable.from(
    notes.onChanged(post),
    notes.onDone(({ words }) => send({ type: 'done', words })),
    vscode.workspace.onDidChangeWorkspaceFolders(post),
    vscode.window.onDidChangeActiveTextEditor(() => send({ type: 'file', file: fileNow() })),
    vscode.commands.registerCommand('prr.searchNotes', () => orTell(() => focusOn({ type: 'search' }))),
    vscode.commands.registerCommand('prr.showNote', (id: string) => orTell(() => focusOn({ type: 'show', id }))),
    vscode.window.registerWebviewViewProvider('prr.notes', {
      resolveWebviewView(resolved) {
        view = resolved;
        resolved.webview.options = { enableScripts: true, localResourceRoots: [dist] };
        resolved.webview.html = webviewPage(resolved.webview, {
          dist,
          name: 'notes',
          title: vscode.l10n.t('Consultation Notes'),
          content,
        });
        resolved.webview.onDidReceiveMessage((message: FromSidebar) => void orTell(() => receive(message)));
        // The page is made anew each time that the view is shown.
        resolved.onDidChangeVisibility(() => {
          if (!resolved.visible) shown = false;
        });
        resolved.onDidDispose(() => {
          view = undefined;
          shown = false;
        });
      },
    }),
  );
  return { write: () => focusOn({ type: 'write' }), dispose: () => registered.dispose() };
}

type Writing = Extract<FromSidebar, { text: string }>;
type OnNote = Exclude<Extract<FromSidebar, { id: string }>, Writing>;

function noteOf(notes: Notes, id: string): NoteView {
  const note = notes.all.find((each) => each.id === id);
  if (!note) throw new Error(vscode.l10n.t('this note is no longer there'));
  return note;
}

async function write(notes: Notes, message: Writing): Promise<boolean> {
  const { text } = message;
  if (message.type === 'add') return notes.add({ kind: message.kind, text });
  const { id, folder } = noteOf(notes, message.id);
  if (message.type === 'reply') return notes.change({ id, folder, change: 'reply', text });
  return notes.change({ id, folder, change: 'edit', comment: message.comment, text });
}

async function act(notes: Notes, note: NoteView, message: OnNote): Promise<void> {
  const { id, folder } = note;
  switch (message.type) {
    case 'open': {
      const at = note.at ?? note.lost?.near;
      if (at) await reveal(at);
      return notes.see([note]);
    }
    case 'open-place': {
      const place = note.places?.find((each) => each.id === message.place);
      const at = place?.at ?? place?.lost?.near;
      if (at) await reveal(at);
      return;
    }
    case 'more':
      await vscode.commands.executeCommand('prr.note.more', id);
      return;
    case 'seen':
      return notes.see([note]);
    case 'resolve':
    case 'reopen':
      await notes.change({ id, folder, change: message.type });
      return;
    case 'remove':
      return notes.remove({ id, folder });
    case 'place-near': {
      const near = note.lost?.near;
      if (near) await notes.change({ id, folder, change: 'move', uri: near.uri, line: near.line });
      return;
    }
    case 'place-cursor': {
      const editor = vscode.window.activeTextEditor;
      if (!editor) throw new Error(vscode.l10n.t('Open the file and put the cursor on the line first'));
      const { document, selection } = editor;
      await notes.change({ id, folder, change: 'move', uri: document.uri.toString(), ...linesOf(selection) });
      return;
    }
    case 'item':
      await vscode.commands.executeCommand(showItem, { folder, service: note.service, item: note.item });
      return;
    case 'guide':
      await vscode.commands.executeCommand(command.openGuide, note.guide);
  }
}

/** What waits to be read counts first, then what is open. */
function badgeOf(all: readonly SidebarNote[]): vscode.ViewBadge | undefined {
  const unread = all.filter((note) => note.unread > 0).length;
  if (unread > 0)
    return {
      value: unread,
      tooltip:
        unread === 1
          ? vscode.l10n.t('1 note with something unread')
          : vscode.l10n.t('{0} notes with something unread', unread),
    };
  const open = all.filter((note) => note.state === 'open' && note.kind !== 'praise').length;
  return open > 0
    ? { value: open, tooltip: open === 1 ? vscode.l10n.t('1 open note') : vscode.l10n.t('{0} open notes', open) }
    : undefined;
}

const content = `<main>
<h1 class="for-readers">${vscode.l10n.t('Consultation Notes')}</h1>
<div id="notes"></div>
</main>
<div id="done" class="for-readers" role="status"></div>`;
