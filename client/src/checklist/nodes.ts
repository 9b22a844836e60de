import * as vscode from 'vscode';
import type { AspectView, EvidenceView, ItemView } from '../../../server/src/protocol/checklist.ts';

/** What the checklist tree is made of. */
export type Node =
  | { readonly kind: 'aspect'; readonly aspect: AspectView }
  | { readonly kind: 'item'; readonly item: ItemView }
  | { readonly kind: 'evidence'; readonly item: ItemView; readonly evidence: EvidenceView }
  | { readonly kind: 'text'; readonly item: ItemView; readonly text: string; readonly icon: string };

interface StateLook {
  readonly icon: string;
  readonly color?: string;
  /** Said before the reason, and to a screen reader. */
  readonly words: string;
}

const looks: Readonly<Record<ItemView['state'], StateLook>> = {
  shown: { icon: 'pass-filled', color: 'testing.iconPassed', words: 'shown' },
  yes: { icon: 'verified-filled', color: 'testing.iconPassed', words: 'answered yes' },
  violated: { icon: 'warning', color: 'list.warningForeground', words: 'not so' },
  no: { icon: 'circle-slash', color: 'list.warningForeground', words: 'answered no' },
  'cannot-tell': { icon: 'question', color: 'testing.iconQueued', words: 'cannot tell' },
  unanswered: { icon: 'circle-large-outline', words: 'wants an answer' },
  'not-applicable': { icon: 'dash', color: 'disabledForeground', words: 'does not apply' },
};

const verdictIcons: Readonly<Record<EvidenceView['verdict'], vscode.ThemeIcon>> = {
  shown: new vscode.ThemeIcon('check', new vscode.ThemeColor('testing.iconPassed')),
  violated: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  'cannot-tell': new vscode.ThemeIcon('question', new vscode.ThemeColor('testing.iconQueued')),
};

/** Whether an item needs nothing more. */
export function isSettled({ state, stale }: ItemView): boolean {
  return stale === undefined && (state === 'shown' || state === 'yes' || state === 'not-applicable');
}

export function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'aspect':
      return node.aspect.items.map((item) => ({ kind: 'item', item }));
    case 'item':
      return [...itemChildren(node.item)];
    case 'evidence':
    case 'text':
      return [];
  }
}

function* itemChildren(item: ItemView): Generator<Node> {
  if (item.answer) {
    const { answer, by, date, reason } = item.answer;
    yield {
      kind: 'text',
      item,
      text: `${answer === 'not-applicable' ? 'not applicable' : answer}: ${reason} (${by}, ${date})`,
      icon: 'account',
    };
  }
  if (item.stale !== undefined)
    yield { kind: 'text', item, text: `Wants a fresh look: ${item.stale}`, icon: 'history' };
  for (const evidence of item.evidence) yield { kind: 'evidence', item, evidence };
  if (item.more > 0) yield { kind: 'text', item, text: `and ${item.more} more`, icon: 'ellipsis' };
  if (item.evidence.length === 0 && !item.answer)
    yield { kind: 'text', item, text: `Would show it: ${item.wanted}`, icon: 'lightbulb' };
}

export function treeItemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'aspect':
      return aspectItem(node.aspect);
    case 'item':
      return itemItem(node.item);
    case 'evidence':
      return evidenceItem(node.item, node.evidence);
    case 'text': {
      const item = new vscode.TreeItem(node.text);
      item.iconPath = new vscode.ThemeIcon(node.icon);
      item.tooltip = node.text;
      return item;
    }
  }
}

function aspectItem({ id, name, title, items }: AspectView): vscode.TreeItem {
  const applicable = items.filter((item) => item.state !== 'not-applicable');
  const settled = applicable.filter(isSettled).length;
  const violated = items.filter((item) => item.state === 'violated').length;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState[violated > 0 ? 'Expanded' : 'Collapsed']);
  item.id = `aspect:${id}`;
  item.description = `${settled} of ${applicable.length}`;
  item.tooltip = `${title}: ${settled} of ${applicable.length} shown or answered yes${violated > 0 ? `, ${violated} not so` : ''}`;
  return item;
}

function itemItem(view: ItemView): vscode.TreeItem {
  const look = looks[view.state];
  const item = new vscode.TreeItem(view.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `item:${view.id}`;
  item.contextValue = 'item';
  item.iconPath = new vscode.ThemeIcon(
    view.stale === undefined ? look.icon : 'history',
    look.color ? new vscode.ThemeColor(look.color) : undefined,
  );
  // "Only a person can say" on most rows would say nothing: the circle does.
  const because = view.state === 'unanswered' && view.evidence.length === 0 ? '' : view.because;
  item.description = view.stale === undefined ? because : `${look.words}, wants a fresh look: ${view.stale}`;
  item.accessibilityInformation = { label: `${view.question} ${look.words}: ${view.because}` };
  const tooltip = new vscode.MarkdownString(undefined, true);
  tooltip
    .appendMarkdown('**')
    .appendText(view.question)
    .appendMarkdown(`**\n\n${look.words}: `)
    .appendText(view.because);
  tooltip.appendMarkdown('\n\n').appendText(view.why);
  tooltip.appendMarkdown('\n\n**Evidence wanted:** ').appendText(view.wanted);
  tooltip
    .appendMarkdown('\n\n_')
    .appendText(view.source)
    .appendMarkdown('_ · `')
    .appendText(view.id)
    .appendMarkdown('`');
  item.tooltip = tooltip;
  return item;
}

function evidenceItem(view: ItemView, { verdict, message, ask, rule, at }: EvidenceView): vscode.TreeItem {
  const item = new vscode.TreeItem(message);
  item.id = `evidence:${view.id}:${rule}:${at.uri}:${at.line}:${at.character}:${verdict}`;
  item.iconPath = verdictIcons[verdict];
  item.description = `${at.path}:${at.line + 1}`;
  item.tooltip = ask === undefined ? `${message}\n${rule}` : `${message}\nWhat would tell: ${ask}\n${rule}`;
  item.command = { title: 'Go to the place', command: 'prr.reveal', arguments: [at] };
  return item;
}
