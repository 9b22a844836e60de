import * as vscode from 'vscode';
import type { LocationView } from '../../../server/src/protocol.ts';
import type { EvidenceView, FormerAnswerView, ItemView, ProfileView } from '../../../server/src/protocol/checklist.ts';
import type { Group } from './groups.ts';
import { isSettled, isTickable, itemIcon, looks, verdictIcon } from './looks.ts';
import { profileFields, profileLine, type ProfileField } from './profile-fields.ts';

/** What the checklist tree is made of. */
export type Node = ProfileNode | FieldNode | GroupNode | ItemNode | EvidenceNode | TextNode;

interface ProfileNode {
  readonly kind: 'profile';
  readonly profile: ProfileView;
}
interface FieldNode {
  readonly kind: 'field';
  readonly field: ProfileField;
  readonly parent: ProfileNode;
}
interface GroupNode {
  readonly kind: 'group';
  readonly group: Group;
  /** What is not asked of this service. */
  readonly aside?: true;
}
export interface ItemNode {
  readonly kind: 'item';
  readonly item: ItemView;
  readonly parent: GroupNode;
}
interface EvidenceNode {
  readonly kind: 'evidence';
  readonly evidence: EvidenceView;
  readonly parent: ItemNode;
}
interface TextNode {
  readonly kind: 'text';
  readonly id: string;
  readonly text: string;
  readonly icon: string;
  readonly at?: LocationView;
  readonly link?: string;
  /** Lines below it. */
  readonly lines?: readonly string[];
  /** Name that menus know it by. */
  readonly context?: string;
  readonly parent: ItemNode | TextNode;
}

export function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'profile':
      return profileFields(node.profile).map((field) => ({ kind: 'field', field, parent: node }));
    case 'group':
      return node.group.items.map((item) => ({ kind: 'item', item, parent: node }));
    case 'item':
      return [...itemChildren(node)];
    case 'text':
      return (node.lines ?? []).map((text, at) => ({
        kind: 'text',
        id: `${node.id}:${at}`,
        text,
        icon: 'dash',
        parent: node,
      }));
    case 'field':
    case 'evidence':
      return [];
  }
}

export function parentOf(node: Node): Node | undefined {
  return 'parent' in node ? node.parent : undefined;
}

function* itemChildren(parent: ItemNode): Generator<Node> {
  const { item } = parent;
  const text = (id: string, words: string, rest: Omit<TextNode, 'kind' | 'id' | 'text' | 'parent'>): TextNode => ({
    kind: 'text',
    id: `${id}:${item.id}`,
    text: words,
    parent,
    ...rest,
  });
  if (item.answer) {
    const { link } = item.answer;
    yield text('answer', sayingOf(item.answer), { icon: 'account', ...(link === undefined ? {} : { link }) });
  }
  if (item.stale !== undefined) {
    const stale = { icon: 'history', context: 'stale', lines: item.changes };
    yield text('stale', `Wants a fresh look: ${item.stale}`, stale);
  }
  if (item.framework)
    yield text(
      'framework',
      ['descriptor', 'record'].includes(item.framework.name)
        ? `Said: ${item.framework.because}`
        : `By construction: ${item.framework.because}`,
      {
        icon: 'layers-active',
        at: item.framework.at,
      },
    );
  for (const evidence of item.evidence) yield { kind: 'evidence', evidence, parent };
  if (item.more > 0) yield text('more', `and ${item.more} more`, { icon: 'ellipsis' });
  if (item.evidence.length === 0 && !item.answer && item.included.value)
    yield text('wanted', `Would show it: ${item.wanted}`, { icon: 'lightbulb' });
  yield text('included', `${item.included.value ? 'Asked' : 'Not asked'}: ${item.included.because}`, { icon: 'info' });
  if (item.history.length > 0)
    yield text('history', `Said before (${item.history.length})`, {
      icon: 'clock',
      lines: item.history.toReversed().map(sayingOf),
    });
}

function sayingOf({ answer, reason, by, date }: FormerAnswerView): string {
  const words = answer === 'none' ? 'taken back' : answer === 'not-applicable' ? 'not applicable' : answer;
  return `${words}: ${reason} (${by}, ${date})`;
}

export function treeItemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'profile': {
      const item = new vscode.TreeItem('This service', vscode.TreeItemCollapsibleState.Collapsed);
      item.id = 'profile';
      item.contextValue = 'profile';
      item.iconPath = new vscode.ThemeIcon('server-environment');
      item.description = profileLine(node.profile);
      item.tooltip = node.profile.description ?? 'What it is decides what the checklist asks';
      return item;
    }
    case 'field':
      return fieldItem(node.field);
    case 'group':
      return groupItem(node);
    case 'item':
      return itemItem(node);
    case 'evidence':
      return evidenceItem(node);
    case 'text':
      return textItem(node);
  }
}

function fieldItem({ name, label, value, because, at }: ProfileField): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = `field:${name}`;
  item.description = value;
  item.tooltip = because;
  item.contextValue = name === 'trait' ? 'trait' : 'field';
  item.accessibilityInformation = { label: `${label}: ${value}, ${because}` };
  if (name === 'trait') item.id = `trait:${label}`;
  if (name !== 'trait') item.command = { title: 'Say it', command: 'prr.setProfile', arguments: [{ field: name }] };
  else if (at) item.command = { title: 'Go to the place', command: 'prr.reveal', arguments: [at] };
  return item;
}

function groupItem({ group, aside }: GroupNode): vscode.TreeItem {
  const { id, name, title, items } = group;
  if (aside) {
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = id;
    item.description = String(items.length);
    item.tooltip = title;
    return item;
  }
  const applicable = items.filter((item) => item.state !== 'not-applicable');
  const settled = applicable.filter(isSettled).length;
  const violated = items.filter((item) => item.state === 'violated').length;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState[violated > 0 ? 'Expanded' : 'Collapsed']);
  item.id = id;
  item.description = `${settled} of ${applicable.length}`;
  item.tooltip = `${title}: ${settled} of ${applicable.length} shown or answered yes${violated > 0 ? `, ${violated} not met` : ''}`;
  return item;
}

function itemItem({ item: view, parent }: ItemNode): vscode.TreeItem {
  const look = looks[view.state];
  const item = new vscode.TreeItem(view.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${parent.group.id}:item:${view.id}`;
  item.contextValue = view.stale === undefined ? 'item' : 'item-stale';
  const checked = view.state === 'yes';
  // A box says as much as a circle or a tick beside it.
  if (!isTickable(view) || view.stale !== undefined || !(checked || view.state === 'unanswered'))
    item.iconPath = itemIcon(view);
  if (isTickable(view)) {
    item.checkboxState = {
      state: vscode.TreeItemCheckboxState[checked ? 'Checked' : 'Unchecked'],
      tooltip: checked ? 'Answered yes; take the answer back' : 'Answer yes, with a reason',
      accessibilityInformation: { label: `${view.question} ${look.words}` },
    };
  }
  // "Only a person can say" on most rows would say nothing: the circle does.
  const because = view.state === 'unanswered' && view.evidence.length === 0 ? '' : view.because;
  item.description = view.stale === undefined ? because : `${look.words}, wants a fresh look: ${view.stale}`;
  const stale = view.stale === undefined ? '' : `, wants a fresh look: ${view.stale}`;
  item.accessibilityInformation = { label: `${view.question} ${look.words}: ${view.because}${stale}` };
  item.tooltip = tooltipOf(view, look.words);
  return item;
}

function tooltipOf(view: ItemView, words: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(undefined, true);
  tooltip.appendMarkdown('**').appendText(view.question).appendMarkdown(`**\n\n${words}: `).appendText(view.because);
  tooltip.appendMarkdown('\n\n').appendText(view.why);
  tooltip.appendMarkdown('\n\n**Evidence wanted:** ').appendText(view.wanted);
  tooltip.appendMarkdown(`\n\n**${view.included.value ? 'Asked' : 'Not asked'}:** `).appendText(view.included.because);
  tooltip
    .appendMarkdown('\n\n_')
    .appendText(view.source)
    .appendMarkdown(`_ · ${view.priority} priority · \``)
    .appendText(view.id)
    .appendMarkdown('`');
  return tooltip;
}

function evidenceItem({ evidence, parent }: EvidenceNode): vscode.TreeItem {
  const { verdict, message, ask, rule, at } = evidence;
  const item = new vscode.TreeItem(message);
  item.id = `${parent.parent.group.id}:evidence:${parent.item.id}:${rule}:${at.uri}:${at.line}:${at.character}:${verdict}`;
  item.iconPath = verdictIcon(verdict);
  item.description = `${at.path}:${at.line + 1}`;
  item.tooltip = ask === undefined ? `${message}\n${rule}` : `${message}\nWhat would tell: ${ask}\n${rule}`;
  item.command = { title: 'Go to the place', command: 'prr.reveal', arguments: [at] };
  return item;
}

function textItem({ text, icon, at, link, lines = [], context }: TextNode): vscode.TreeItem {
  const collapsible =
    lines.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : vscode.TreeItemCollapsibleState[context === 'stale' ? 'Expanded' : 'Collapsed'];
  const item = new vscode.TreeItem(text, collapsible);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = link === undefined ? text : `${text}\n${link}`;
  if (context !== undefined) item.contextValue = context;
  if (at) item.command = { title: 'Go to the place', command: 'prr.reveal', arguments: [at] };
  // Anything but a web address stays text: an answer comes from a file that anybody may have written.
  else if (link !== undefined && /^https?:\/\//.test(link))
    item.command = { title: 'Open the link', command: 'vscode.open', arguments: [vscode.Uri.parse(link)] };
  return item;
}
