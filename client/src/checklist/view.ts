import * as vscode from 'vscode';
import { command, method, type LocationView, type ServiceParams } from '../../../server/src/protocol.ts';
import type { ChangeView, ChecklistView, ItemView } from '../../../server/src/protocol/checklist.ts';
import { orTell, reveal } from '../places.ts';
import type { Server } from '../server.ts';
import { answerItem, confirm, giveReason, type AnswerPlace } from './answer.ts';
import { askFilter, filterWords, isFiltering, noFilter, passes, type Filter } from './filter.ts';
import { groupings, groupingWords, groupsOf, type Grouping } from './groups.ts';
import { itemIcon } from './looks.ts';
import { describeManually } from './describe.ts';
import { childrenOf, parentOf, treeItemOf, type Node } from './nodes.ts';
import { registerProposals } from './proposals.ts';
import { openDescriptor, setProfile } from './profile.ts';
import { serviceKey, whereOf } from './shown.ts';
import type { Undo } from '../undo.ts';
import { stateWords, wordsOf } from '../vocabulary.ts';

const groupingKey = 'prr.checklist.grouping';
const filterKey = 'prr.checklist.shown';

/** What other views ask of the checklist. */
interface ShowItem extends ServiceParams {
  readonly item?: string;
  readonly aspect?: string;
}

/** The PRR checklist of one service as a tree: what the service is, then its items in groups, then their evidence. */
export function registerChecklist(server: Server, context: vscode.ExtensionContext, undo: Undo): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const state = context.workspaceState;
  let checklist: ChecklistView | null = null;
  let roots: readonly Node[] = [];
  let proposed: readonly Node[] = [];
  const ranks = new Map<string, number>();
  let ordered = '';
  const items = (): readonly ItemView[] => checklist?.aspects.flatMap((aspect) => aspect.items) ?? [];
  const grouping = () => state.get<Grouping>(groupingKey) ?? 'aspect';
  const filter = () => ({ ...noFilter, ...state.get<Filter>(filterKey) });

  const load = async (): Promise<Node[]> => {
    if (!server.isEnabled) return [];
    checklist = await server.request<ChecklistView | null>(
      method.checklist,
      state.get<ServiceParams>(serviceKey) ?? {},
    );
    proposed = await proposals.load();
    const asked = items().filter((item) => item.included.value);
    const violated = asked.filter((item) => item.state === 'violated').length;
    tree.description = checklist?.service ?? '';
    tree.badge =
      violated > 0
        ? { value: violated, tooltip: vscode.l10n.t('{0} of {1} items failed', violated, asked.length) }
        : undefined;
    return draw();
  };
  const draw = (): Node[] => {
    if (!checklist) return [];
    const now = filter();
    const filtered = isFiltering(now);
    const shows = (item: ItemView) => item.included.value && passes(item, now);
    // Another order comes with another service or grouping, when the rows are new anyway.
    const order = `${checklist.folder} ${checklist.service} ${grouping()}`;
    if (order !== ordered) ranks.clear();
    ordered = order;
    const groups = groupsOf(checklist, grouping(), { shows, ranks });
    const aside = filtered ? [] : items().filter((item) => !item.included.value);
    tree.message = filtered
      ? groups.length === 0
        ? vscode.l10n.t('No item is {0}.', filterWords(now))
        : vscode.l10n.t('Showing only what is {0}.', filterWords(now))
      : '';
    void vscode.commands.executeCommand('setContext', 'prr.checklistFiltered', filtered);
    const title = vscode.l10n.t('Items that do not apply to this service, each with the reason');
    roots = [
      ...proposed,
      { kind: 'profile', profile: checklist.profile },
      ...groups.map((group): Node => ({ kind: 'group', group })),
      ...(aside.length > 0
        ? [
            {
              kind: 'group',
              group: { id: 'aside', name: vscode.l10n.t('Not asked'), title, items: aside },
              aside: true,
            } as const,
          ]
        : []),
    ];
    return [...roots];
  };
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node ? childrenOf(node) : load()),
    getParent: parentOf,
    getTreeItem: treeItemOf,
  };
  const tree = vscode.window.createTreeView('prr.checklist', {
    treeDataProvider: provider,
    showCollapseAll: true,
  });

  const proposals = registerProposals(server, { state: context.globalState, undo, changed: () => changed.fire() });
  const place = (): AnswerPlace | undefined =>
    checklist ? { service: checklist.service, folder: checklist.folder, state: context.globalState } : undefined;
  /** Runs a step on the current service, and keeps what it changed so that it can be undone. */
  const changing = (step: (at: AnswerPlace) => Promise<ChangeView | undefined>, what: string) =>
    orTell(async () => {
      // The view may never have been shown in this window.
      if (!checklist) await load();
      const at = place();
      const change = at && (await step(at));
      if (change) undo.keep(change, what);
      changed.fire();
    });
  const onItem = (
    name: string,
    step: (item: ItemView, at: AnswerPlace) => Promise<ChangeView | undefined>,
    what: string,
  ) =>
    vscode.commands.registerCommand(name, async (given?: Node | { readonly selected: true }) => {
      const node = given && 'selected' in given ? tree.selection[0] : given;
      const item = node === undefined ? await pickItem(vscode.l10n.t('Which item?')) : itemOf(node);
      if (item) await changing((at) => step(item, at), vscode.l10n.t('{0} “{1}”', what, item.title));
    });
  const pickItem = async (title: string): Promise<ItemView | undefined> => {
    if (!checklist) await load();
    const picks = items().map((item) => ({
      label: item.title,
      description: item.included.value
        ? wordsOf(stateWords(vscode.l10n.t), item.stateName)
        : vscode.l10n.t('not asked'),
      detail: item.question,
      iconPath: itemIcon(item),
      item,
    }));
    const options = { title, matchOnDescription: true, matchOnDetail: true };
    return (await vscode.window.showQuickPick(picks, options))?.item;
  };
  const show = async ({ service, folder, item, aspect }: ShowItem) => {
    const other = service !== undefined && service !== checklist?.service;
    if (other) await state.update(serviceKey, { service, ...(folder === undefined ? {} : { folder }) });
    if (aspect !== undefined) await state.update(groupingKey, 'aspect');
    const find = (): Node | undefined => {
      for (const root of roots) {
        if (root.kind !== 'group') continue;
        if (aspect !== undefined && root.group.id === `aspect:${aspect}`) return root;
        const found = childrenOf(root).find((node) => node.kind === 'item' && node.item.id === item);
        if (found) return found;
      }
      return undefined;
    };
    await vscode.commands.executeCommand('prr.checklist.focus');
    await load();
    if (item !== undefined && !find()) await state.update(filterKey, undefined);
    changed.fire();
    await load();
    const found = find();
    if (found) await tree.reveal(found, { select: true, focus: true, expand: true });
  };
  const setFilter = async (next: Filter | undefined) => {
    await state.update(filterKey, next);
    changed.fire();
  };

  return vscode.Disposable.from(
    changed,
    tree,
    proposals,
    server.onChanged(({ what }) => {
      if (what.includes('checklist') || what.includes('services')) changed.fire();
    }),
    vscode.commands.registerCommand('prr.reveal', (at: LocationView) => orTell(() => reveal(at))),
    vscode.commands.registerCommand('prr.openItemGuide', (node: Node) => {
      const item = itemOf(node);
      return item && vscode.commands.executeCommand(command.openGuide, item.guide);
    }),
    onItem(
      'prr.answerYes',
      (item, at) => giveReason(server, item, { ...at, answer: 'yes' }),
      vscode.l10n.t('the answer to'),
    ),
    onItem('prr.answerItem', (item, at) => answerItem(server, item, at), vscode.l10n.t('the answer to')),
    onItem('prr.confirmItem', (item, at) => confirm(server, item, at), vscode.l10n.t('the answer to')),
    vscode.commands.registerCommand('prr.addItemNote', (node: Node) => {
      const item = itemOf(node);
      if (!item || !checklist) return;
      const { service } = checklist;
      return vscode.commands.executeCommand(command.addNote, undefined, undefined, { item: item.id, service });
    }),
    vscode.commands.registerCommand('prr.setProfile', (given?: ServiceParams & { field?: string }) =>
      changing(async (at) => {
        const { service = at.service, folder = at.folder } = given ?? {};
        return setProfile(server, { service, folder }, typeof given?.field === 'string' ? given.field : undefined);
      }, vscode.l10n.t('the description of the service')),
    ),
    vscode.commands.registerCommand('prr.describeService', () => orTell(describeManually)),
    vscode.commands.registerCommand('prr.openDescriptor', () =>
      orTell(async () => {
        if (!checklist) await load();
        if (checklist) await openDescriptor(server, { service: checklist.service, folder: checklist.folder });
      }),
    ),
    vscode.commands.registerCommand('prr.showItem', (wanted: ShowItem) => orTell(() => show(wanted))),
    vscode.commands.registerCommand('prr.findItem', () =>
      orTell(async () => {
        const item = await pickItem(vscode.l10n.t('Go to an item of the checklist'));
        if (item) await show({ item: item.id });
      }),
    ),
    vscode.commands.registerCommand('prr.groupChecklist', () =>
      orTell(async () => {
        const now = grouping();
        const picks = groupings.map((by) => ({
          label: groupingWords[by],
          description: by === now ? vscode.l10n.t('now') : '',
          by,
        }));
        const chosen = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Group the checklist by') });
        if (!chosen) return;
        await state.update(groupingKey, chosen.by);
        changed.fire();
      }),
    ),
    vscode.commands.registerCommand('prr.filterChecklist', () =>
      orTell(async () => {
        if (!checklist) await load();
        const next = await askFilter(
          filter(),
          items().filter((item) => item.included.value),
        );
        if (next) await setFilter(next);
      }),
    ),
    vscode.commands.registerCommand('prr.clearChecklistFilter', () => setFilter(undefined)),
    vscode.commands.registerCommand('prr.selectService', () =>
      orTell(async () => {
        if (!checklist) await load();
        const picks = (checklist?.services ?? []).map((each) => ({
          label: each.name,
          description: whereOf(each),
          folder: each.folder,
        }));
        const chosen = await vscode.window.showQuickPick(picks, {
          title: vscode.l10n.t('Show the checklist of'),
          matchOnDescription: true,
        });
        if (!chosen) return;
        const { label: service, folder } = chosen;
        await state.update(serviceKey, { service, folder } satisfies ServiceParams);
        changed.fire();
      }),
    ),
  );
}

function itemOf(node: Node): ItemView | undefined {
  for (let at: Node | undefined = node; at; at = parentOf(at)) if (at.kind === 'item') return at.item;
  return undefined;
}
