import * as vscode from 'vscode';
import { command, method } from '../../../server/src/protocol.ts';
import type { GuideEntry, GuideNodeView } from '../../../server/src/protocol/guide.ts';
import type { Server } from '../server.ts';
import { aspectWords, wordsOf } from '../vocabulary.ts';
import { describe } from './search.ts';

/** The tree of the Guide: pages by aspect, then each organisation's folders as they lie; asked for level by level. */
export function createTree(server: Server): vscode.TreeDataProvider<GuideNodeView> & vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const listening = server.onChanged(({ what }) => {
    if (what.includes('guide')) changed.fire();
  });
  return {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => server.request<GuideNodeView[]>(method.guideTree, node ? branchOf(node) : {}),
    getTreeItem: itemOf,
    dispose() {
      listening.dispose();
      changed.dispose();
    },
  };
}

function branchOf({ aspect, root, path }: GuideNodeView): object {
  return aspect === undefined ? { root, path } : { aspect };
}

function itemOf(node: GuideNodeView): vscode.TreeItem {
  const { kind, label, page, count = 0 } = node;
  const name = node.kind === 'aspect' ? wordsOf(aspectWords(vscode.l10n.t), node.aspect ?? '', label) : label;
  const state = kind === 'page' ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(name, state);
  item.id = idOf(node);
  const pages = count === 1 ? vscode.l10n.t('1 page') : vscode.l10n.t('{0} pages', count);
  if (kind === 'page' && page) {
    const { description = '' } = describe({ ...page, root: '' });
    item.description = description;
    item.iconPath = new vscode.ThemeIcon(page.draft ? 'edit' : page.origin === 'bundled' ? 'book' : 'organization');
    item.contextValue = page.source === undefined ? 'page' : 'page-own';
    item.command = { title: vscode.l10n.t('Open'), command: command.openGuide, arguments: [page.id] };
    item.accessibilityInformation = { label: [label, description].filter((each) => each !== '').join(', ') };
  } else {
    item.description = String(count);
    if (kind === 'folder') item.iconPath = new vscode.ThemeIcon(node.path === '' ? 'library' : 'folder');
    item.accessibilityInformation = { label: `${name}, ${pages}` };
    item.contextValue = page ? (page.source === undefined ? 'page' : 'page-own') : kind;
    if (page) item.command = { title: vscode.l10n.t('Open'), command: command.openGuide, arguments: [page.id] };
  }
  item.tooltip = page ? tooltipOf(page) : pages;
  return item;
}

/** The same page may stand under its aspect and in its folder. */
function idOf({ kind, aspect, root, path, page }: GuideNodeView): string {
  return kind === 'page' ? `page:${page?.id ?? ''}` : kind === 'aspect' ? `aspect:${aspect}` : `folder:${root}/${path}`;
}

function tooltipOf({ title, summary, replaces, draft, root, path }: GuideEntry): string {
  const notes = [
    draft ? vscode.l10n.t('A draft: not yet agreed.') : '',
    replaces ? vscode.l10n.t('It replaces the bundled page of this name.') : '',
    root === undefined ? '' : `${root}: ${path}`,
  ];
  return [title, summary, ...notes].filter((each) => each !== '').join('\n\n');
}
