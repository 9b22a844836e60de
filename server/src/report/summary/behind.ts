import type { AspectSummary, ItemSummary, Risk, Summary } from './format.ts';
import { isOpen, mostLocations, notAskedByReason, openItems } from './input.ts';

// What stands behind the first two pages, for the Markdown and the page alike: which of it, and how much.

/** Open questions, notes by their state, charts of the trend and what is not asked. */
export function behindOf({ aspects, notes, engagement, notAsked }: Summary) {
  const notesIn = (wanted: 'open' | 'resolved') =>
    notes.filter(({ state, kind }) => state === wanted && kind !== 'decision');
  return {
    open: openItems(aspects),
    openNotes: notesIn('open'),
    resolved: notesIn('resolved'),
    trend: (engagement?.charts ?? []).filter(({ part }) => part === 'trend'),
    left: notAskedByReason(notAsked),
  };
}

/** Locations of a risk that are listed; SARIF has them all. */
const mostRiskPlaces = 10;

/** The locations of a risk that are listed, and how many more there are. */
export function riskPlaces({ places }: Risk): { readonly shown: Risk['places']; readonly more: number } {
  return { shown: places.slice(0, mostRiskPlaces), more: Math.max(0, places.length - mostRiskPlaces) };
}

/** The items of an aspect that are settled, and how many are listed under open questions. */
export function settledOf({ items }: AspectSummary): {
  readonly settled: readonly ItemSummary[];
  readonly open: number;
} {
  const settled = items.filter((each) => !isOpen(each));
  return { settled, open: items.length - settled.length };
}

/** At most three locations of an item; what fails is listed with its risk. */
export function itemPlaces({ state, evidence }: ItemSummary): ItemSummary['evidence'] {
  return state === 'violated' ? [] : evidence.slice(0, mostLocations);
}
