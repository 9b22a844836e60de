import * as vscode from 'vscode';
import type { FormerAnswerView, ItemView } from '../../../server/src/protocol/checklist.ts';
import { priorityWords, wordsOf } from '../vocabulary.ts';

/** An answer on one line: what was said, why, by whom and when. */
export function sayingOf({ answer, reason, by, date }: FormerAnswerView): string {
  const words = {
    none: vscode.l10n.t('withdrawn'),
    'not-applicable': vscode.l10n.t('not applicable'),
    yes: vscode.l10n.t('yes'),
    no: vscode.l10n.t('no'),
  }[answer];
  return `${words}: ${reason} (${by}, ${date})`;
}

/** Whether an item is asked of the service, and why. */
export function included({ included: { value, because } }: ItemView): string {
  return value ? vscode.l10n.t('Asked: {0}', because) : vscode.l10n.t('Not asked: {0}', because);
}

/** All of an item that its row has no room for. */
export function tooltipOf(view: ItemView, words: string): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(undefined, true);
  tooltip.appendMarkdown('**').appendText(view.question).appendMarkdown(`**\n\n${words}: `).appendText(view.because);
  tooltip.appendMarkdown('\n\n').appendText(view.why);
  tooltip.appendMarkdown('\n\n').appendText(vscode.l10n.t('Evidence wanted: {0}', view.wanted));
  tooltip.appendMarkdown('\n\n').appendText(included(view));
  tooltip
    .appendMarkdown('\n\n_')
    .appendText(view.source)
    .appendMarkdown(`_ · ${wordsOf(priorityWords(vscode.l10n.t), view.priority)} · \``)
    .appendText(view.id)
    .appendMarkdown('`');
  return tooltip;
}

/** A few characters that a narrow view has room for; icon and tooltip have the rest. */
export function shortState({ state, stale, counts }: ItemView): string {
  if (stale !== undefined) return vscode.l10n.t('stale');
  if (state === 'violated' && counts.failed > 0) return vscode.l10n.t('{0} failed', counts.failed);
  return counts.applicable > 1 && state !== 'yes' ? `${counts.passed}/${counts.applicable}` : '';
}
