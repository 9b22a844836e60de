import * as vscode from 'vscode';
import { command, method } from '../../../server/src/protocol.ts';
import type { FindingsParams, FindingsView } from '../../../server/src/protocol/findings.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import {
  childrenOf,
  count,
  groupings,
  groupingWords,
  groupsOf,
  hasWords,
  treeItemOf,
  type Grouping,
  type Node,
} from './tree.ts';

const groupingKey = 'prr.findings.grouping';
const wordsKey = 'prr.findings.words';
const newKey = 'prr.findings.onlyNew';

/** The findings as a tree beside the checklist: in groups, filtered by words, all or only new ones. */
export function registerFindings(server: Server, state: vscode.Memento): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const words = () => state.get<string>(wordsKey) ?? '';
  const isOnlyNew = () => state.get<boolean>(newKey) === true;
  const grouping = () => state.get<Grouping>(groupingKey) ?? 'service';

  const load = async (): Promise<Node[]> => {
    if (!server.isEnabled) return [];
    const onlyNew = isOnlyNew();
    const view = await server.request<FindingsView>(method.findings, { onlyNew } satisfies FindingsParams);
    if (view.state !== 'ready') return [];
    const shown = words() === '' ? view.findings : view.findings.filter((finding) => hasWords(finding, words()));
    tree.message = messageOf(view, shown.length, { words: words(), onlyNew });
    tree.description =
      shown.length === view.findings.length
        ? String(shown.length)
        : vscode.l10n.t('{0} of {1}', shown.length, view.findings.length);
    return groupsOf(shown, grouping());
  };
  const tree = vscode.window.createTreeView<Node>('prr.findings', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => (node ? childrenOf(node) : load()),
      getParent: (node) => (node.kind === 'finding' ? node.parent : undefined),
      getTreeItem: treeItemOf,
    },
    showCollapseAll: true,
  });
  const tellContext = () => {
    void vscode.commands.executeCommand('setContext', 'prr.findingsFiltered', words() !== '');
    void vscode.commands.executeCommand('setContext', 'prr.findingsOnlyNew', isOnlyNew());
  };
  const set = async (key: string, value: unknown) => {
    await state.update(key, value);
    tellContext();
    changed.fire();
  };
  const on = (name: string, step: () => Promise<unknown>) => vscode.commands.registerCommand(name, () => orTell(step));
  tellContext();

  return vscode.Disposable.from(
    changed,
    tree,
    server.onChanged(({ what }) => {
      if (what.includes('checklist') || what.includes('status')) changed.fire();
    }),
    on('prr.filterFindings', async () => {
      const title = vscode.l10n.t('Filter findings');
      const prompt = vscode.l10n.t('Words of the message, rule, file or service. Empty shows all.');
      const value = await vscode.window.showInputBox({ title, prompt, value: words() });
      if (value !== undefined) await set(wordsKey, value.trim());
    }),
    on('prr.clearFindingsFilter', () => set(wordsKey, undefined)),
    on('prr.groupFindings', async () => {
      const picks = groupings.map((by) => ({
        label: groupingWords[by],
        description: by === grouping() ? vscode.l10n.t('current') : '',
        by,
      }));
      const chosen = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Group findings by') });
      if (chosen) await set(groupingKey, chosen.by);
    }),
    on('prr.showNewFindings', () => set(newKey, true)),
    on('prr.showAllFindings', () => set(newKey, undefined)),
    vscode.commands.registerCommand('prr.openFindingGuide', (node?: Node) =>
      node?.kind === 'finding' ? vscode.commands.executeCommand(command.openGuide, node.finding.guide) : undefined,
    ),
  );
}

/** What is shown and why nothing is, where that needs words. */
function messageOf(
  { findings, since, problem }: FindingsView,
  shown: number,
  { words, onlyNew }: { words: string; onlyNew: boolean },
): string {
  const base = since === undefined || since === 'HEAD' ? vscode.l10n.t('the last commit') : since;
  const scope = onlyNew && since !== undefined ? vscode.l10n.t('New since {0}.', base) : '';
  if (problem !== undefined) return vscode.l10n.t('{0}. All findings are shown.', problem);
  if (findings.length === 0)
    return onlyNew
      ? vscode.l10n.t('No findings are new since {0}.', base)
      : vscode.l10n.t('No findings in deployed code.');
  if (words !== '') return `${vscode.l10n.t('{0} with “{1}”.', count(shown), words)} ${scope}`.trim();
  return scope;
}
