import * as vscode from 'vscode';
import type { NoteView } from '../../../server/src/protocol/notes.ts';
import { publishedAt } from '../git.ts';
import { orTell } from '../places.ts';
import { issueLink, permalink } from './links.ts';
import { linesOf } from './new-thread.ts';
import type { Notes } from './store.ts';

interface Action extends vscode.QuickPickItem {
  readonly command: string;
}

const actions: readonly Action[] = [
  { label: `$(person-add) ${vscode.l10n.t('Assign…')}`, command: 'prr.note.assign' },
  { label: `$(add) ${vscode.l10n.t('Add the Selected Lines')}`, command: 'prr.note.addPlace' },
  { label: `$(remove) ${vscode.l10n.t('Remove Added Lines…')}`, command: 'prr.note.removePlace' },
  { label: `$(link) ${vscode.l10n.t('Copy Permalink')}`, command: 'prr.note.copyLink' },
  { label: `$(issues) ${vscode.l10n.t('Create Issue…')}`, command: 'prr.note.createIssue' },
];

/** What a menu hands over: a comment of a thread, or the id of a note. */
type Given = string | { readonly note: string };

/** What is done to a note now and then: assign it, give it another place, link to it, make an issue of it. */
export function registerNoteActions(notes: Notes): vscode.Disposable {
  const on = (name: string, step: (note: NoteView) => Promise<unknown>) =>
    vscode.commands.registerCommand(name, (given: Given) =>
      orTell(async () => {
        const id = typeof given === 'string' ? given : given.note;
        const note = notes.all.find((each) => each.id === id);
        if (!note) throw new Error(vscode.l10n.t('this note is no longer there'));
        await step(note);
      }),
    );
  return vscode.Disposable.from(
    on('prr.note.more', async (note) => {
      const possible = actions.filter(({ command }) => command !== 'prr.note.removePlace' || note.places !== undefined);
      const chosen = await vscode.window.showQuickPick(possible, { title: titleOf(note) });
      if (chosen) await vscode.commands.executeCommand(chosen.command, note.id);
    }),
    on('prr.note.assign', (note) => assign(notes, note)),
    on('prr.note.addPlace', async ({ id, folder }) => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) throw new Error(vscode.l10n.t('Open a file and select the lines first'));
      const uri = editor.document.uri.toString();
      await notes.change({ id, folder, change: 'add-place', uri, ...linesOf(editor.selection) });
    }),
    on('prr.note.removePlace', async ({ id, folder, places = [] }) => {
      const picks = places.map((each) => ({
        label: each.at ? `${each.path}:${each.at.line + 1}` : each.path,
        description: each.lost ? vscode.l10n.t('location lost') : '',
        place: each.id,
      }));
      const chosen = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Remove lines from the note') });
      if (chosen) await notes.change({ id, folder, change: 'remove-place', place: chosen.place });
    }),
    on('prr.note.copyLink', async (note) => {
      await vscode.env.clipboard.writeText(await linkTo(note));
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Permalink copied. It shows the lines at the last commit.'),
      );
    }),
    on('prr.note.createIssue', createIssue),
  );
}

async function assign(notes: Notes, { id, folder, assignee }: NoteView): Promise<void> {
  const nobody = { label: `$(circle-slash) ${vscode.l10n.t('No one')}`, assignee: '' };
  const other = { label: `$(edit) ${vscode.l10n.t('Another Person…')}`, assignee: undefined };
  const known = new Set(notes.all.flatMap((note) => [...note.comments.map(({ by }) => by), note.assignee ?? '']));
  const people = [...known].filter((name) => name !== '' && name !== assignee && name !== notes.me).sort();
  const own = notes.me === undefined || notes.me === assignee ? [] : [notes.me];
  const picks = [...own, ...people].map((name) => ({
    label: name,
    description: name === notes.me ? vscode.l10n.t('you') : '',
    assignee: name as string | undefined,
  }));
  const chosen = await vscode.window.showQuickPick([...picks, other, ...(assignee === undefined ? [] : [nobody])], {
    title: assignee === undefined ? vscode.l10n.t('Assign the note') : vscode.l10n.t('Assigned to {0}', assignee),
  });
  if (!chosen) return;
  const name =
    chosen.assignee ??
    (await vscode.window.showInputBox({ title: vscode.l10n.t('Assign the note'), prompt: vscode.l10n.t('Name') }));
  if (name === undefined || (chosen.assignee === undefined && name.trim() === '')) return;
  await notes.change({ id, folder, change: 'assign', assignee: name.trim() });
}

/** The lines of a note at the last commit, on the web. */
async function linkTo(note: NoteView): Promise<string> {
  if (!note.at) throw new Error(vscode.l10n.t('this note has no location to link to'));
  const published = await publishedAt(vscode.Uri.parse(note.at.uri));
  if (!published)
    throw new Error(vscode.l10n.t('a permalink needs git with a remote and a commit; none was found for this file'));
  const link = permalink(published, { first: note.at.line + 1, last: note.at.endLine + 1 });
  if (link === undefined)
    throw new Error(vscode.l10n.t('permalinks are not supported for {0}', withoutUser(published.remote)));
  return link;
}

async function createIssue(note: NoteView): Promise<void> {
  const uri = vscode.Uri.parse(note.at?.uri ?? note.folder);
  const published = await publishedAt(uri);
  if (!published)
    throw new Error(vscode.l10n.t('an issue needs git with a remote and a commit; none was found for this folder'));
  const place = note.at === undefined ? undefined : await linkTo(note).catch(() => note.path);
  const about = [note.itemTitle ?? note.item, note.rule].filter((each) => each !== undefined);
  const said = note.comments.map(({ by, at, text }) => `**${by}**, ${at.slice(0, 10)}:\n\n${text}`);
  const body = [place, about.join(' · '), ...said].filter((each) => each !== undefined && each !== '').join('\n\n');
  const link = issueLink(published.remote, { title: titleOf(note), body });
  if (link === undefined)
    throw new Error(vscode.l10n.t('issues are not supported for {0}', withoutUser(published.remote)));
  await vscode.env.openExternal(vscode.Uri.parse(link, true));
}

/** The first words of a note. */
function titleOf({ comments }: NoteView): string {
  const line = (comments[0]?.text ?? '').split('\n')[0]?.trim() ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function withoutUser(remote: string): string {
  return remote.replace(/\/\/[^@/]*@/, '//');
}
