import * as vscode from 'vscode';
import { command, method } from '../../../server/src/protocol.ts';
import type { GuideEntry, GuideHit, GuidePageView } from '../../../server/src/protocol/guide.ts';
import { orTell, showPage } from '../places.ts';
import type { Server } from '../server.ts';

const scheme = 'prr-guide';

const otherPages = 'Other pages';

type Node = { readonly aspect: string } | GuideEntry;

/** The Guide: a tree of pages by aspect, full-text search, and pages in the Markdown preview. */
export function registerGuide(server: Server): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let pages: readonly GuideEntry[] = [];
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    async getChildren(node) {
      if (node) return 'id' in node ? [] : pages.filter((page) => (page.aspect || otherPages) === node.aspect);
      pages = await server.request<GuideEntry[]>(method.guidePages);
      // The server gives the pages in the order of the aspects.
      return [...new Set(pages.map((page) => page.aspect || otherPages))].map((aspect) => ({ aspect }));
    },
    getTreeItem(node) {
      if (!('id' in node)) return new vscode.TreeItem(node.aspect, vscode.TreeItemCollapsibleState.Collapsed);
      const item = new vscode.TreeItem(node.title);
      item.id = `page:${node.id}`;
      item.tooltip = node.summary;
      item.iconPath = new vscode.ThemeIcon(node.origin === 'bundled' ? 'book' : 'organization');
      item.command = { title: 'Open', command: command.openGuide, arguments: [node.id] };
      return item;
    },
  };
  const open = async (ref: string) => {
    const [id = '', fragment = ''] = ref.split('#');
    await showPage(vscode.Uri.from({ scheme, path: `/${id}.md`, fragment }));
  };

  return vscode.Disposable.from(
    changed,
    vscode.window.createTreeView('prr.guide', { treeDataProvider: provider, showCollapseAll: true }),
    server.onChanged(({ what }) => {
      if (what.includes('guide')) changed.fire();
    }),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      async provideTextDocumentContent(uri) {
        const ref = uri.path.replace(/^\//, '').replace(/\.md$/, '');
        const page = await server.request<GuidePageView | null>(method.guidePage, { ref });
        return page?.markdown ?? `# No such page\n\nThe Guide has no page \`${ref}\`.\n`;
      },
    }),
    vscode.commands.registerCommand(command.openGuide, (ref?: string) =>
      orTell(async () => {
        const chosen = typeof ref === 'string' ? ref : await pickPage(server);
        if (chosen !== undefined) await open(chosen);
      }),
    ),
    vscode.commands.registerCommand('prr.searchGuide', () =>
      orTell(async () => {
        const chosen = await searchPages(server);
        if (chosen !== undefined) await open(chosen);
      }),
    ),
  );
}

async function pickPage(server: Server): Promise<string | undefined> {
  const entries = await server.request<GuideEntry[]>(method.guidePages);
  const picks = entries.map((page) => ({ label: page.title, detail: page.summary, ref: page.id }));
  return (await vscode.window.showQuickPick(picks, { title: 'Production Guide', matchOnDetail: true }))?.ref;
}

/** A quick pick whose items are what the server finds while one types. */
function searchPages(server: Server): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { ref?: string }>();
  pick.title = 'Search the Production Guide';
  pick.placeholder = 'Words, in any order; typing errors are forgiven';
  let latest = '';
  const search = async (query: string) => {
    latest = query;
    if (query.trim() === '') {
      pick.items = [];
      return;
    }
    pick.busy = true;
    const hits = await server.request<GuideHit[]>(method.guideSearch, { query });
    if (query !== latest) return;
    pick.busy = false;
    // Ours are the answers: the pick's own filter would drop those that match by a typing error or by their text.
    pick.items =
      hits.length > 0
        ? hits.map((hit) => ({
            label: hit.heading === undefined ? hit.title : `${hit.title}: ${hit.heading}`,
            detail: hit.excerpt,
            alwaysShow: true,
            ref: hit.anchor === undefined ? hit.id : `${hit.id}#${hit.anchor}`,
          }))
        : [{ label: 'Nothing found', alwaysShow: true }];
  };
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => void search(value).catch(() => (pick.items = [])));
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.ref);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
