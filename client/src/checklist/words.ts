import * as vscode from 'vscode';
import type { FormerAnswerView, ItemView } from '../../../server/src/protocol/checklist.ts';

/** An answer on one line: what was said, why, by whom and when. */
export function sayingOf({ answer, reason, by, date }: FormerAnswerView): string {
  const words = answer === 'none' ? 'withdrawn' : answer === 'not-applicable' ? 'not applicable' : answer;
  return `${words}: ${reason} (${by}, ${date})`;
}

/** All of an item that its row has no room for. */
export function tooltipOf(view: ItemView, words: string): vscode.MarkdownString {
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

/** A few characters that a narrow view has room for; icon and tooltip have the rest. */
export function shortState({ state, stale, counts }: ItemView): string {
  if (stale !== undefined) return 'stale';
  if (state === 'violated' && counts.failed > 0) return `${counts.failed} failed`;
  return counts.applicable > 1 && state !== 'yes' ? `${counts.passed}/${counts.applicable}` : '';
}
