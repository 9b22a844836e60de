import * as vscode from 'vscode';
import type { EvidenceView, ItemView } from '../../../server/src/protocol/checklist.ts';

interface StateLook {
  readonly icon: string;
  readonly color?: string;
  /** Said before the reason, and to a screen reader. */
  readonly words: string;
}

/** How each state of an item looks and what it is called, worst first. */
export const looks: Readonly<Record<ItemView['state'], StateLook>> = {
  violated: { icon: 'warning', color: 'list.warningForeground', words: 'not met' },
  no: { icon: 'circle-slash', color: 'list.warningForeground', words: 'answered no' },
  'cannot-tell': { icon: 'question', color: 'testing.iconQueued', words: 'cannot tell' },
  unanswered: { icon: 'circle-large-outline', words: 'wants an answer' },
  shown: { icon: 'pass-filled', color: 'testing.iconPassed', words: 'shown' },
  yes: { icon: 'verified-filled', color: 'testing.iconPassed', words: 'answered yes' },
  'not-applicable': { icon: 'dash', color: 'disabledForeground', words: 'does not apply' },
};

const verdictIcons: Readonly<Record<EvidenceView['verdict'], vscode.ThemeIcon>> = {
  shown: new vscode.ThemeIcon('check', new vscode.ThemeColor('testing.iconPassed')),
  violated: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  'cannot-tell': new vscode.ThemeIcon('question', new vscode.ThemeColor('testing.iconQueued')),
};

export function verdictIcon(verdict: EvidenceView['verdict']): vscode.ThemeIcon {
  return verdictIcons[verdict];
}

/** The icon of an item: layers where a framework shows it, a clock where its answer wants a fresh look. */
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

/** Whether a person's word alone, or with what the checks see, settles it: then it has a checkbox. */
export function isTickable({ state, included }: ItemView): boolean {
  return included.value && (state === 'unanswered' || state === 'cannot-tell' || state === 'yes' || state === 'no');
}
