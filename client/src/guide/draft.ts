import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { DraftedPage, DraftPageParams, GuideFolderView } from '../../../server/src/protocol/guide.ts';
import { isRead } from '../host.ts';
import type { Server } from '../server.ts';

/** Asks what is missing, writes the draft of a page and opens it. */
export async function draftPage(server: Server, given: unknown): Promise<void> {
  const params = paramsOf(given);
  const told = params.noteId ?? params.item ?? params.file ?? params.text;
  const title =
    params.title ??
    (told === undefined
      ? await vscode.window.showInputBox({
          title: vscode.l10n.t('Draft a Guide Page'),
          prompt: vscode.l10n.t('What the page tells its readers to do, in a few words'),
          placeHolder: vscode.l10n.t('Drain the queue before a release'),
          validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A page needs a title') : undefined),
        })
      : undefined);
  if (title === undefined && told === undefined) return;
  const folder = await pickFolder(server);
  if (!folder) return;
  const drafted = await server.request<DraftedPage>(method.draftPage, {
    ...params,
    ...(title === undefined ? {} : { title: title.trim() }),
    home: folder.home,
    folder: folder.folder,
  });
  await vscode.window.showTextDocument(vscode.Uri.parse(drafted.uri), { preview: false });
}

/** What the command was called with: a note's or an item's id, words, or a file in the explorer or editor. */
function paramsOf(given: unknown): DraftPageParams {
  if (given instanceof vscode.Uri) return isRead(given) ? { file: given.toString() } : {};
  if (typeof given !== 'object' || given === null) return {};
  const words = ['title', 'text', 'place', 'service', 'by', 'noteId', 'item', 'file'] as const;
  const params = Object.fromEntries(
    words.flatMap((word) => {
      const value = (given as Readonly<Record<string, unknown>>)[word];
      return typeof value === 'string' && value !== '' ? [[word, value]] : [];
    }),
  ) as DraftPageParams;
  // An item's row of the checklist.
  const { item } = given as { item?: { id?: unknown } };
  return typeof item === 'object' && typeof item?.id === 'string' ? { ...params, item: item.id } : params;
}

async function pickFolder(server: Server): Promise<GuideFolderView | undefined> {
  const folders = await server.request<GuideFolderView[]>(method.guideFolders);
  if (folders.length === 0) throw new Error(vscode.l10n.t('open a folder first: the draft is kept in it'));
  if (folders.length === 1) return folders[0];
  const homes = new Set(folders.map(({ home }) => home)).size > 1;
  const picks = folders.map((folder) => ({
    label: folder.name,
    description: homes ? `${vscode.Uri.parse(folder.home).fsPath}/${folder.folder}` : folder.folder || '.',
    folder,
  }));
  const options = {
    title: vscode.l10n.t('Draft a Guide Page'),
    placeHolder: vscode.l10n.t('Where the page shall be kept'),
  };
  return (await vscode.window.showQuickPick(picks, options))?.folder;
}
