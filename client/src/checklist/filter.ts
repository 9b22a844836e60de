import * as vscode from 'vscode';
import type { ItemView } from '../../../server/src/protocol/checklist.ts';
import { stateWords, wordsOf } from '../vocabulary.ts';
import { isSettled, stateOrder } from './looks.ts';

/** What of the checklist is shown; everything that is asked of the service when nothing is set. */
export interface Filter {
  readonly states: readonly FilterState[];
  readonly highOnly: boolean;
  /** Words that title, question or id must hold. */
  readonly words: string;
}

/** The name of a state, or `open`: all that is not settled. */
type FilterState = (typeof stateOrder)[number] | 'open';

export const noFilter: Filter = { states: [], highOnly: false, words: '' };

export function isFiltering({ states, highOnly, words }: Filter): boolean {
  return states.length > 0 || highOnly || words !== '';
}

/** Whether an item passes. */
export function passes(item: ItemView, { states, highOnly, words }: Filter): boolean {
  if (highOnly && item.priority !== 'high') return false;
  if (states.length > 0 && !states.some((state) => isIn(item, state))) return false;
  const text = `${item.title} ${item.question} ${item.id}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function isIn(item: ItemView, state: FilterState): boolean {
  return state === 'open' ? !isSettled(item) : item.stateName === state;
}

/** The filter in words, for the line above the tree. */
export function filterWords({ states, highOnly, words }: Filter): string {
  const parts = [
    ...states.map(nameOf),
    ...(highOnly ? [vscode.l10n.t('high priority')] : []),
    ...(words ? [`“${words}”`] : []),
  ];
  return parts.join(', ');
}

function nameOf(state: FilterState): string {
  return state === 'open' ? vscode.l10n.t('open') : wordsOf(stateWords(vscode.l10n.t), state).toLowerCase();
}

interface Pick extends vscode.QuickPickItem {
  readonly state?: FilterState;
  readonly high?: true;
}

/** Asks what to show; undefined when the person left. */
export async function askFilter(now: Filter, items: readonly ItemView[]): Promise<Filter | undefined> {
  const count = (state: FilterState) => String(items.filter((item) => isIn(item, state)).length);
  const states: readonly FilterState[] = ['open', ...stateOrder];
  const picks: Pick[] = [
    { label: vscode.l10n.t('State'), kind: vscode.QuickPickItemKind.Separator },
    ...states.map((state) => ({
      label: nameOf(state),
      description: count(state),
      picked: now.states.includes(state),
      state,
    })),
    { label: vscode.l10n.t('Priority'), kind: vscode.QuickPickItemKind.Separator },
    { label: vscode.l10n.t('high priority only'), picked: now.highOnly, high: true },
  ];
  const chosen = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Show only these items'),
    placeHolder: vscode.l10n.t('Nothing chosen shows all'),
    canPickMany: true,
  });
  if (!chosen) return undefined;
  return {
    states: chosen.flatMap(({ state }) => state ?? []),
    highOnly: chosen.some(({ high }) => high),
    words: now.words,
  };
}
