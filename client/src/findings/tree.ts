import * as vscode from 'vscode';
import type { FindingView } from '../../../server/src/protocol/findings.ts';
import { severityWord, severityWords, wordsOf } from '../vocabulary.ts';

/** What findings are grouped by. */
export const groupings = ['service', 'rule', 'severity', 'file'] as const;
export type Grouping = (typeof groupings)[number];

/** Findings under one heading. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly by: Grouping;
  readonly findings: readonly FindingView[];
}
export interface FindingNode {
  readonly kind: 'finding';
  readonly finding: FindingView;
  readonly parent: GroupNode;
}
export type Node = GroupNode | FindingNode;

const severities = ['error', 'warning', 'information', 'hint'] as const;

const severityNames = severityWords(vscode.l10n.t);

/** What a person chooses groups by. */
export const groupingWords: Readonly<Record<Grouping, string>> = {
  service: vscode.l10n.t('service'),
  rule: vscode.l10n.t('rule'),
  severity: vscode.l10n.t('severity'),
  file: vscode.l10n.t('file'),
};

const icons: Readonly<Record<FindingView['severity'], vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb'),
};

/** Findings under headings, the largest group first; by severity, the worst. One of several services is under each. */
export function groupsOf(findings: readonly FindingView[], by: Grouping): GroupNode[] {
  const groups = new Map<string, { detail: string; findings: FindingView[] }>();
  for (const finding of findings) {
    for (const { name, detail } of namesOf(finding, by)) {
      const group = groups.get(name);
      if (group) group.findings.push(finding);
      else groups.set(name, { detail, findings: [finding] });
    }
  }
  const all = [...groups].map(([name, group]): GroupNode => ({
    kind: 'group',
    id: `${by}:${name}`,
    name,
    by,
    ...group,
  }));
  const rank = ({ findings: [first] }: GroupNode) => severities.indexOf(first?.severity ?? 'hint');
  return all.sort((a, b) =>
    by === 'severity' ? rank(a) - rank(b) : b.findings.length - a.findings.length || (a.name < b.name ? -1 : 1),
  );
}

function namesOf(
  { services, rule, summary, severity, at }: FindingView,
  by: Grouping,
): readonly { readonly name: string; readonly detail: string }[] {
  switch (by) {
    case 'service':
      return (services.length > 0 ? services : [vscode.l10n.t('No service')]).map((name) => ({ name, detail: name }));
    case 'rule':
      return [{ name: rule, detail: summary }];
    case 'severity':
      return [{ name: wordsOf(severityNames, severity), detail: '' }];
    case 'file':
      return [{ name: at.path, detail: at.path }];
  }
}

export function childrenOf(node: Node): Node[] {
  if (node.kind === 'finding') return [];
  const rank = ({ severity }: FindingView) => severities.indexOf(severity);
  return node.findings
    .toSorted((a, b) => rank(a) - rank(b))
    .map((finding) => ({ kind: 'finding', finding, parent: node }));
}

/** Whether a finding has all of these words. */
export function hasWords({ rule, summary, message, at, services }: FindingView, words: string): boolean {
  const text = [rule, summary, message, at.path, ...services].join('\n').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function treeItemOf(node: Node): vscode.TreeItem {
  if (node.kind === 'group') {
    const item = new vscode.TreeItem(node.name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = node.id;
    item.description = String(node.findings.length);
    item.tooltip = node.detail;
    item.accessibilityInformation = { label: `${node.name}, ${count(node.findings.length)}. ${node.detail}` };
    return item;
  }
  const { message, severity, at, rule, summary, also } = node.finding;
  const item = new vscode.TreeItem(message);
  item.id = `${node.parent.id}:${rule}:${at.uri}:${at.line}:${at.character}:${message}`;
  item.iconPath = icons[severity];
  // The file name is short enough for a narrow view; the tooltip has the whole path.
  item.description = `${at.path.slice(at.path.lastIndexOf('/') + 1)}:${at.line + 1}`;
  const more =
    also === 0 ? '' : `\n${also === 1 ? vscode.l10n.t('1 more location') : vscode.l10n.t('{0} more locations', also)}`;
  item.tooltip = `${message}\n${at.path}:${at.line + 1}${more}\n${rule}: ${summary}`;
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      '{0}: {1}, {2} line {3}',
      wordsOf(severityWord(vscode.l10n.t), severity),
      message,
      at.path,
      at.line + 1,
    ),
  };
  item.contextValue = 'finding';
  item.command = { title: vscode.l10n.t('Open Location'), command: 'prr.reveal', arguments: [at] };
  return item;
}

export function count(findings: number): string {
  return findings === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', findings);
}
