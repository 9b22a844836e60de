import * as vscode from 'vscode';
import type { ClaimView, EvidenceView, ItemView } from '../../../server/src/protocol/checklist.ts';

interface StateLook {
  readonly icon: string;
  readonly color?: string;
}

/** How each state of an item looks, worst first. */
const looks: Readonly<Record<ItemView['state'], StateLook>> = {
  violated: { icon: 'warning', color: 'list.warningForeground' },
  no: { icon: 'circle-slash', color: 'list.warningForeground' },
  'cannot-tell': { icon: 'question', color: 'testing.iconQueued' },
  unanswered: { icon: 'circle-large-outline' },
  shown: { icon: 'pass-filled', color: 'testing.iconPassed' },
  yes: { icon: 'verified-filled', color: 'testing.iconPassed' },
  'not-applicable': { icon: 'dash', color: 'disabledForeground' },
};

/** The names of states in the order in which groups and filters show them. */
export const stateOrder = [
  'Stale',
  'Failed',
  'Inconclusive',
  'Not checked',
  'Manual answer required',
  'Passed',
  'Not applicable',
] as const;

const verdictIcons: Readonly<Record<EvidenceView['verdict'], vscode.ThemeIcon>> = {
  shown: new vscode.ThemeIcon('check', new vscode.ThemeColor('testing.iconPassed')),
  violated: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  'cannot-tell': new vscode.ThemeIcon('question', new vscode.ThemeColor('testing.iconQueued')),
};

export function verdictIcon(verdict: EvidenceView['verdict']): vscode.ThemeIcon {
  return verdictIcons[verdict];
}

/** The icon of a claim: that of what a person answered, else of what the files say. */
export function claimIcon({ verdict, answered }: ClaimView): vscode.ThemeIcon {
  const { icon, color } = looks[answered ?? (verdict === 'manual' ? 'unanswered' : verdict)];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** The icon of an item: layers where a framework shows it, a clock where its answer is stale. */
export function itemIcon({ state, stale, framework }: ItemView): vscode.ThemeIcon {
  const { icon, color } = looks[state];
  const name =
    stale !== undefined
      ? 'history'
      : framework && framework.name !== 'descriptor' && state === 'shown'
        ? 'layers-active'
        : icon;
  return new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** Whether an item needs nothing more. */
export function isSettled({ state, stale }: ItemView): boolean {
  return stale === undefined && (state === 'shown' || state === 'yes' || state === 'not-applicable');
}

/** Whether a person's answer settles it: then one button says yes. */
export function isAnswerable({ state, included }: ItemView): boolean {
  return included.value && (state === 'unanswered' || state === 'cannot-tell' || state === 'no');
}
