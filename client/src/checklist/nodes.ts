import * as vscode from 'vscode';
import type { LocationView } from '../../../server/src/protocol.ts';
import type { ClaimView, EvidenceView, ItemView, ProfileView } from '../../../server/src/protocol/checklist.ts';
import type { Group } from './groups.ts';
import { stateWords, wordsOf } from '../vocabulary.ts';
import { claimIcon, isAnswerable, itemIcon, verdictIcon } from './looks.ts';
import { included, sayingOf, shortState, tooltipOf } from './words.ts';
import { proposalItem, proposalsItem, type ProposalNode, type ProposalsNode } from './proposal-rows.ts';
import { profileFields, profileLine, type ProfileField } from './profile-fields.ts';

const stateNames = stateWords(vscode.l10n.t);

/** What the checklist tree is made of. */
export type Node =
  ProposalsNode | ProposalNode | ProfileNode | FieldNode | GroupNode | ItemNode | ClaimNode | EvidenceNode | TextNode;

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
interface ClaimNode {
  readonly kind: 'claim';
  readonly claim: ClaimView;
  readonly parent: ItemNode;
}
interface EvidenceNode {
  readonly kind: 'evidence';
  readonly evidence: EvidenceView;
  readonly parent: ClaimNode;
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
  readonly parent: ItemNode | ClaimNode | TextNode;
}

export function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'profile':
      return profileFields(node.profile).map((field) => ({ kind: 'field', field, parent: node }));
    case 'group':
      return node.group.items.map((item) => ({ kind: 'item', item, parent: node }));
    case 'item':
      return [...itemChildren(node)];
    case 'claim':
      return [...claimChildren(node)];
    case 'text':
      return (node.lines ?? []).map((text, at) => ({
        kind: 'text',
        id: `${node.id}:${at}`,
        text,
        icon: 'dash',
        parent: node,
      }));
    case 'proposals':
      return node.proposals.map((proposal) => ({ kind: 'proposal', proposal, parent: node }));
    case 'field':
    case 'evidence':
    case 'proposal':
      return [];
  }
}

export function parentOf(node: Node): Node | undefined {
  return 'parent' in node ? node.parent : undefined;
}

type TextRest = Omit<TextNode, 'kind' | 'id' | 'text' | 'parent'>;

function* claimChildren(parent: ClaimNode): Generator<Node> {
  const { claim } = parent;
  const text = (id: string, words: string, rest: TextRest): TextNode => ({
    kind: 'text',
    id: `${id}:${parent.parent.item.id}:${claim.id}`,
    text: words,
    parent,
    ...rest,
  });
  if (claim.ask !== undefined && claim.answered === undefined)
    yield text('ask', vscode.l10n.t('To decide it: {0}', claim.ask), { icon: 'lightbulb' });
  for (const evidence of claim.evidence) yield { kind: 'evidence', evidence, parent };
  if (claim.more > 0) yield text('more', vscode.l10n.t('and {0} more', claim.more), { icon: 'ellipsis' });
}

function* itemChildren(parent: ItemNode): Generator<Node> {
  const { item } = parent;
  const text = (id: string, words: string, rest: TextRest): TextNode => ({
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
    yield text('stale', vscode.l10n.t('Stale: {0}', item.stale), stale);
  }
  if (item.framework)
    yield text(
      'framework',
      ['descriptor', 'record'].includes(item.framework.name)
        ? vscode.l10n.t('Recorded: {0}', item.framework.because)
        : vscode.l10n.t('By construction: {0}', item.framework.because),
      {
        icon: 'layers-active',
        at: item.framework.at,
      },
    );
  for (const claim of item.claims) yield { kind: 'claim', claim, parent };
  for (const [at, { title, answer, counts }] of item.former.entries())
    yield text(`former:${at}`, vscode.l10n.t('Answered as “{0}” on {1}: {2}', title, answer.date, sayingOf(answer)), {
      icon: 'history',
      ...(counts ? {} : { lines: [vscode.l10n.t('The question has changed since: answer it again to confirm')] }),
    });
  if (!item.answer && item.included.value && item.state !== 'shown')
    yield text('wanted', vscode.l10n.t('Evidence wanted: {0}', item.wanted), { icon: 'lightbulb' });
  yield text('included', included(item), { icon: 'info' });
  if (item.history.length > 0)
    yield text('history', vscode.l10n.t('Previous answers ({0})', item.history.length), {
      icon: 'clock',
      lines: item.history.toReversed().map(sayingOf),
    });
}

export function treeItemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'profile': {
      const item = new vscode.TreeItem(vscode.l10n.t('This service'), vscode.TreeItemCollapsibleState.Collapsed);
      item.id = 'profile';
      item.contextValue = 'profile';
      item.iconPath = new vscode.ThemeIcon('server-environment');
      item.description = profileLine(node.profile);
      item.tooltip = node.profile.description ?? vscode.l10n.t('What it is decides what the checklist asks');
      return item;
    }
    case 'proposals':
      return proposalsItem(node);
    case 'proposal':
      return proposalItem(node);
    case 'field':
      return fieldItem(node.field);
    case 'group':
      return groupItem(node);
    case 'item':
      return itemItem(node);
    case 'claim':
      return claimItem(node);
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
  if (name !== 'trait')
    item.command = { title: vscode.l10n.t('Set'), command: 'prr.setProfile', arguments: [{ field: name }] };
  else if (at) item.command = { title: vscode.l10n.t('Open Location'), command: 'prr.reveal', arguments: [at] };
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
  const sum = (of: (item: ItemView) => number) => items.reduce((all, each) => all + of(each), 0);
  const [passed, failed, all] = [
    sum(({ counts }) => counts.passed),
    sum(({ counts }) => counts.failed),
    sum(({ counts }) => counts.applicable),
  ];
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState[failed > 0 ? 'Expanded' : 'Collapsed']);
  item.id = id;
  item.description = vscode.l10n.t('{0} of {1} passed', passed, all);
  item.tooltip =
    failed > 0
      ? vscode.l10n.t('{0}: {1} of {2} checks passed, {3} failed', title, passed, all, failed)
      : vscode.l10n.t('{0}: {1} of {2} checks passed', title, passed, all);
  return item;
}

function itemItem({ item: view, parent }: ItemNode): vscode.TreeItem {
  const item = new vscode.TreeItem(view.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${parent.group.id}:item:${view.id}`;
  item.contextValue = view.stale !== undefined ? 'item-stale' : isAnswerable(view) ? 'item-open' : 'item';
  item.iconPath = itemIcon(view);
  item.description = shortState(view);
  const state = wordsOf(stateNames, view.stateName);
  const stale = view.stale === undefined ? '' : vscode.l10n.t(', stale: {0}', view.stale);
  item.accessibilityInformation = { label: `${view.question} ${state}: ${view.because}${stale}` };
  item.tooltip = tooltipOf(view, state);
  const first = mostTelling(view.claims.flatMap(({ evidence }) => evidence));
  if (first) item.command = revealing(first.at);
  return item;
}

/** What failed says more than what passed. */
function mostTelling(evidence: readonly EvidenceView[]): EvidenceView | undefined {
  const of = (verdict: EvidenceView['verdict']) => evidence.find((each) => each.verdict === verdict);
  return of('violated') ?? of('cannot-tell') ?? of('shown');
}

function claimItem({ claim, parent }: ClaimNode): vscode.TreeItem {
  const { id, text, because, evidence, ask } = claim;
  const stateName = wordsOf(stateNames, claim.stateName);
  const isLeaf = evidence.length === 0 && (ask === undefined || claim.answered !== undefined);
  const item = new vscode.TreeItem(text, vscode.TreeItemCollapsibleState[isLeaf ? 'None' : 'Collapsed']);
  item.id = `${parent.parent.group.id}:claim:${parent.item.id}:${id}`;
  item.iconPath = claimIcon(claim);
  item.description = stateName;
  item.tooltip = `${text}\n${stateName}: ${because}${ask === undefined ? '' : `\n${vscode.l10n.t('To decide it: {0}', ask)}`}`;
  item.accessibilityInformation = { label: `${text}. ${stateName}: ${because}` };
  const first = mostTelling(evidence);
  if (first) item.command = revealing(first.at);
  return item;
}

function revealing(at: LocationView): vscode.Command {
  return { title: vscode.l10n.t('Open Evidence'), command: 'prr.reveal', arguments: [at] };
}

function evidenceItem({ evidence, parent }: EvidenceNode): vscode.TreeItem {
  const { verdict, message, ask, rule, at } = evidence;
  const item = new vscode.TreeItem(message);
  const { item: owner, parent: group } = parent.parent;
  item.id = `${group.group.id}:evidence:${owner.id}:${parent.claim.id}:${rule}:${at.uri}:${at.line}:${at.character}:${verdict}`;
  item.iconPath = verdictIcon(verdict);
  const place = `${at.path}:${at.line + 1}`;
  item.description = place.slice(place.lastIndexOf('/') + 1);
  item.tooltip = [message, place, ...(ask === undefined ? [] : [vscode.l10n.t('To decide it: {0}', ask)]), rule].join(
    '\n',
  );
  item.command = { title: vscode.l10n.t('Open Location'), command: 'prr.reveal', arguments: [at] };
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
  if (at) item.command = { title: vscode.l10n.t('Open Location'), command: 'prr.reveal', arguments: [at] };
  // Anything but a web address stays text: an answer comes from a file that anybody may have written.
  else if (link !== undefined && /^https?:\/\//.test(link))
    item.command = { title: vscode.l10n.t('Open Link'), command: 'vscode.open', arguments: [vscode.Uri.parse(link)] };
  return item;
}
