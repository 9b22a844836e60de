import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { GuideEntry, GuideHit } from '../../../server/src/protocol/guide.ts';
import type { Server } from '../server.ts';

type Row = vscode.QuickPickItem & { readonly ref?: string };

/** Lets the user choose a page by its title; gives its id. */
export async function pickPage(server: Server): Promise<string | undefined> {
  const entries = await server.request<GuideEntry[]>(method.guidePages);
  const picks = entries.map((page) => ({ label: page.title, ...describe(page), detail: page.summary, ref: page.id }));
  const options = {
    title: vscode.l10n.t('Production Guide'),
    placeHolder: vscode.l10n.t('Page to open'),
    matchOnDetail: true,
    matchOnDescription: true,
  };
  return (await vscode.window.showQuickPick(picks, options))?.ref;
}

/** A quick pick whose items are what the server finds while one types; the pages that were read last before that. */
export function searchPages(server: Server, recent: readonly string[]): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = vscode.l10n.t('Search the Production Guide');
  pick.placeholder = vscode.l10n.t('Words, in any order; typos are fine');
  let latest = '';
  const show = async (query: string) => {
    latest = query;
    pick.busy = true;
    const rows = query.trim() === '' ? await recentRows(server, recent) : await foundRows(server, query);
    if (query !== latest) return;
    pick.busy = false;
    pick.items = rows;
  };
  const safely = (query: string) =>
    void show(query).catch(() => {
      pick.busy = false;
      pick.items = [
        {
          label: `$(warning) ${vscode.l10n.t('The search does not answer')}`,
          detail: vscode.l10n.t('The log says why.'),
          alwaysShow: true,
        },
      ];
    });
  return new Promise((resolve) => {
    pick.onDidChangeValue(safely);
    pick.onDidAccept(() => {
      const ref = pick.selectedItems[0]?.ref;
      if (ref === undefined) return;
      resolve(ref);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    safely('');
    pick.show();
  });
}

async function foundRows(server: Server, query: string): Promise<Row[]> {
  const hits = await server.request<GuideHit[]>(method.guideSearch, { query });
  if (hits.length === 0) {
    const detail = vscode.l10n.t('Try fewer or other words; the tree of the Guide shows all pages by subject.');
    return [{ label: vscode.l10n.t('Nothing found'), detail, alwaysShow: true }];
  }
  // Hits of one page follow each other. Separators would be hidden while there are words in the box: each row says its page.
  return hits.map((hit) => ({
    label: hit.heading === undefined ? hit.title : `${hit.title}: ${hit.heading}`,
    ...describe(hit),
    detail: hit.excerpt,
    // Ours are the answers: the pick's own filter would drop those that match by a typing error or by their text.
    alwaysShow: true,
    ref: hit.anchor === undefined ? hit.id : `${hit.id}#${hit.anchor}`,
  }));
}

async function recentRows(server: Server, recent: readonly string[]): Promise<Row[]> {
  if (recent.length === 0) return [];
  const entries = new Map((await server.request<GuideEntry[]>(method.guidePages)).map((page) => [page.id, page]));
  const rows = recent.flatMap((id): Row[] => {
    const page = entries.get(id);
    return page ? [{ label: page.title, ...describe(page), detail: page.summary, alwaysShow: true, ref: id }] : [];
  });
  return rows.length === 0
    ? []
    : [{ label: vscode.l10n.t('Read last'), kind: vscode.QuickPickItemKind.Separator }, ...rows];
}

/** What a page is beside its title, in words. */
export function describe({ draft, replaces, root }: GuideEntry): { description?: string } {
  const words = [
    draft ? vscode.l10n.t('draft') : '',
    replaces ? vscode.l10n.t('replaces the bundled page') : '',
    root ?? '',
  ].filter((each) => each !== '');
  return words.length === 0 ? {} : { description: words.join(' · ') };
}
