import * as vscode from 'vscode';
import type { ChecklistView, ItemView } from '../../../server/src/protocol/checklist.ts';
import { aspectTitles, aspectWords, phaseWords, priorityWords, stateWords, wordsOf } from '../vocabulary.ts';
import { stateOrder } from './looks.ts';

/** What the items are grouped by. */
export const groupings = ['aspect', 'priority', 'state', 'phase'] as const;
export type Grouping = (typeof groupings)[number];

/** What a person chooses them by. */
export const groupingWords: Readonly<Record<Grouping, string>> = {
  aspect: vscode.l10n.t('aspect'),
  priority: vscode.l10n.t('priority'),
  state: vscode.l10n.t('state'),
  phase: vscode.l10n.t('phase'),
};

/** Items under one heading. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly items: readonly ItemView[];
}

const namesOf = {
  aspect: aspectWords(vscode.l10n.t),
  title: aspectTitles(vscode.l10n.t),
  priority: priorityWords(vscode.l10n.t),
  state: stateWords(vscode.l10n.t),
  phase: phaseWords(vscode.l10n.t),
};

interface Options {
  readonly shows: (item: ItemView) => boolean;
  /** Ranks of the items when they were first shown, by id: an item that is fixed or answered keeps its place. */
  readonly ranks: Map<string, number>;
}

/** The items of a service under headings, without empty ones; an item that several phases ask is under each. */
export function groupsOf({ aspects }: ChecklistView, by: Grouping, { shows, ranks }: Options): Group[] {
  const rankOf = (item: ItemView) => {
    const known = ranks.get(item.id);
    if (known !== undefined) return known;
    const rank = pressing(item);
    ranks.set(item.id, rank);
    return rank;
  };
  const sorted = (items: readonly ItemView[]) => items.toSorted((a, b) => rankOf(a) - rankOf(b));
  const own = aspects.map((aspect) => ({ ...aspect, items: sorted(aspect.items.filter(shows)) }));
  const all = own.flatMap((aspect) => aspect.items);
  return groups().filter(({ items }) => items.length > 0);

  function groups(): Group[] {
    switch (by) {
      case 'aspect':
        return own.map(({ id, name, title, items }) => ({
          id: `aspect:${id}`,
          name: wordsOf(namesOf.aspect, id, name),
          title: wordsOf(namesOf.title, id, title),
          items,
        }));
      case 'priority':
        return Object.entries(namesOf.priority).map(([id, name]) => group(id, name, ({ priority }) => priority === id));
      case 'state':
        return stateOrder.map((id) => group(id, wordsOf(namesOf.state, id), ({ stateName }) => stateName === id));
      case 'phase':
        return Object.entries(namesOf.phase).map(([id, name]) => group(id, name, ({ phases }) => phases.includes(id)));
    }
  }

  function group(id: string, name: string, isIn: (item: ItemView) => boolean): Group {
    return { id: `${by}:${id}`, name, title: name, items: all.filter(isIn) };
  }
}

/** Failed items come first, then stale ones; the rest keeps the order of the list. */
function pressing({ state, stale }: ItemView): number {
  return state === 'violated' ? 0 : stale === undefined ? 2 : 1;
}
