import * as vscode from 'vscode';
import { command } from '../../../server/src/protocol.ts';
import type { GuideNodeView } from '../../../server/src/protocol/guide.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import { draftPage } from './draft.ts';
import { registerPages } from './pages.ts';
import { pickPage, searchPages } from './search.ts';
import { createTree } from './tree.ts';

/** The Guide: a tree of pages, full-text search, pages in the Markdown preview, and drafts of new ones. */
export function registerGuide(server: Server, memory: vscode.Memento): vscode.Disposable {
  const tree = createTree(server);
  const pages = registerPages(server, memory);
  const on = (name: string, step: (given?: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(name, (given?: unknown) => orTell(() => step(given)));

  return vscode.Disposable.from(
    tree,
    pages,
    vscode.window.createTreeView('prr.guide', { treeDataProvider: tree, showCollapseAll: true }),
    on(command.openGuide, async (given) => {
      const ref = typeof given === 'string' ? given : (pageOf(given)?.id ?? (await pickPage(server)));
      if (ref !== undefined) await pages.open(ref);
    }),
    on('prr.searchGuide', async () => {
      const ref = await searchPages(server, pages.recent());
      if (ref !== undefined) await pages.open(ref);
    }),
    on('prr.openGuideSource', async (given) => {
      const source = pageOf(given)?.source;
      if (source !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(source), { preview: true });
    }),
    on('prr.copyGuideReference', async (given) => {
      const page = pageOf(given);
      if (!page) return;
      await vscode.env.clipboard.writeText(page.id);
      vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', page.id), 3000);
    }),
    on(command.contributePage, (given) => draftPage(server, given)),
  );
}

/** The page of a row of the tree. */
function pageOf(given: unknown): GuideNodeView['page'] {
  return typeof given === 'object' && given !== null ? (given as GuideNodeView).page : undefined;
}
