import * as vscode from 'vscode';
import { command, method, type LocationView, type ServiceParams } from '../../../server/src/protocol.ts';
import type { ChecklistView } from '../../../server/src/protocol/checklist.ts';
import { orTell, reveal } from '../places.ts';
import type { Server } from '../server.ts';
import { answerItem } from './answer.ts';
import { childrenOf, treeItemOf, type Node } from './nodes.ts';

const serviceKey = 'prr.service';

/** The PRR checklist of one service as a tree: aspects, items, evidence. */
export function registerChecklist(server: Server, context: vscode.ExtensionContext): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const state = context.workspaceState;
  let checklist: ChecklistView | null = null;

  const load = async (): Promise<Node[]> => {
    checklist = await server.request<ChecklistView | null>(
      method.checklist,
      state.get<ServiceParams>(serviceKey) ?? {},
    );
    const items = checklist?.aspects.flatMap((aspect) => aspect.items) ?? [];
    const violated = items.filter((item) => item.state === 'violated').length;
    tree.description = checklist?.service ?? '';
    tree.badge =
      violated > 0 ? { value: violated, tooltip: `${violated} of ${items.length} items are not so` } : undefined;
    return checklist?.aspects.map((aspect) => ({ kind: 'aspect', aspect })) ?? [];
  };
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node ? childrenOf(node) : load()),
    getTreeItem: treeItemOf,
  };
  const tree = vscode.window.createTreeView('prr.checklist', { treeDataProvider: provider, showCollapseAll: true });

  return vscode.Disposable.from(
    changed,
    tree,
    server.onChanged(({ what }) => {
      if (what.includes('checklist') || what.includes('services')) changed.fire();
    }),
    vscode.commands.registerCommand('prr.reveal', (at: LocationView) => orTell(() => reveal(at))),
    vscode.commands.registerCommand('prr.openItemGuide', (node: Node) =>
      node.kind === 'item' ? vscode.commands.executeCommand(command.openGuide, node.item.guide) : undefined,
    ),
    vscode.commands.registerCommand('prr.answerItem', (node: Node) =>
      orTell(async () => {
        if (node.kind !== 'item' || !checklist) return;
        await answerItem(server, node.item, {
          service: checklist.service,
          folder: checklist.folder,
          state: context.globalState,
        });
      }),
    ),
    vscode.commands.registerCommand('prr.selectService', () =>
      orTell(async () => {
        const picks = (checklist?.services ?? []).map(({ name, because, root, folder, folderName }) => ({
          label: name,
          description: [folderName, root].filter((part) => part !== undefined && part !== '').join('/'),
          detail: because,
          folder,
        }));
        const chosen = await vscode.window.showQuickPick(picks, { title: 'Show the checklist of' });
        if (!chosen) return;
        const { label: service, folder } = chosen;
        await state.update(serviceKey, { service, folder } satisfies ServiceParams);
        changed.fire();
      }),
    ),
  );
}
