import type { ItemStatus, Phase } from '../model/review.ts';
import type { Risk, Summary } from './summary-format.ts';
import { counted, listed, numberWord } from './summary-input.ts';

type Readiness = Summary['readiness'];

const goodStates: readonly ItemStatus['state'][] = ['shown', 'yes'];
const badStates: readonly ItemStatus['state'][] = ['violated', 'no'];

/** How an item counts in the picture; an answer that may no longer hold is open. */
export function lookOf(state: ItemStatus['state'], stale: string | undefined): 'good' | 'bad' | 'open' | 'none' {
  if (badStates.includes(state)) return 'bad';
  if (state === 'not-applicable') return 'none';
  return goodStates.includes(state) && stale === undefined ? 'good' : 'open';
}

/** Titles named in a sentence; the rest is counted. */
const maxTitles = 3;

/** Important questions that are named in full; a first page has no room for more. */
const maxQuestions = 12;

/** How ready a service is, in words and with reasons; no score, for none would mean anything. */
export function readinessOf(
  items: readonly ItemStatus[],
  { risks, phase }: { readonly risks: readonly Risk[]; readonly phase: Phase | undefined },
): Readiness {
  const asked = items.filter(({ included, state }) => included.value && state !== 'not-applicable');
  const live = risks.filter(({ accepted }) => !accepted);
  const felt = live.filter(({ harm, from }) => harm === 'outage' || harm === 'errors' || from === 'note');
  const open = asked.filter(({ state }) => !goodStates.includes(state) && !badStates.includes(state));
  const openHigh = open.filter(({ item }) => item.priority === 'high');
  const good = asked.filter(({ state, stale }) => goodStates.includes(state) && stale === undefined);
  const level = levelOf({
    felt: felt.length,
    openHigh: openHigh.length,
    high: count(asked, 'high'),
    left: live.length + open.length,
  });
  return {
    level,
    words: wordsOf(level, { phase, left: leftWords(live.length, { open: open.length, high: openHigh.length }) }),
    because: [
      ...because(live),
      ...questionWords(open, openHigh),
      ...staleWords(asked),
      ...acceptedWords(risks),
      good.length > 0
        ? `${good.length} of ${counted(asked.length, 'item')} ${good.length === 1 ? 'has' : 'have'} passed: ${titles(good)}.`
        : `Of ${counted(asked.length, 'item')} none has passed yet.`,
    ],
    good: good.map(({ item }) => item.title),
  };
}

/** What is known to be wrong and what is not known, in numbers that hold for the whole page. */
function leftWords(risks: number, { open, high }: { open: number; high: number }): string {
  const asked = high > 0 ? counted(high, 'important question') : counted(open, 'question');
  return listed([
    ...(risks > 0 ? [`${counted(risks, 'risk')} ${risks === 1 ? 'is' : 'are'} known`] : []),
    ...(open > 0 ? [`${asked} ${(high > 0 ? high : open) === 1 ? 'has' : 'have'} no answer`] : []),
  ]);
}

function questionWords(open: readonly ItemStatus[], high: readonly ItemStatus[]): string[] {
  if (open.length === 0) return [];
  const verb = (list: readonly ItemStatus[]) => (list.length === 1 ? 'has' : 'have');
  if (high.length === 0) return [`${counted(open.length, 'question')} ${verb(open)} no answer: ${titles(open)}.`];
  return [`${counted(high.length, 'important question')} ${verb(high)} no answer: ${titles(high, maxQuestions)}.`];
}

function count(items: readonly ItemStatus[], priority: string): number {
  return items.filter(({ item }) => item.priority === priority).length;
}

function levelOf({
  felt,
  openHigh,
  high,
  left,
}: {
  felt: number;
  openHigh: number;
  high: number;
  left: number;
}): Readiness['level'] {
  if (felt > 0) return 'not-ready';
  if (openHigh * 2 > high) return 'unknown';
  return left > 0 ? 'nearly' : 'ready';
}

function wordsOf(level: Readiness['level'], { phase, left }: { phase: Phase | undefined; left: string }): string {
  switch (level) {
    case 'not-ready':
      return `${phase === 'launch' ? 'Not ready to launch' : 'Needs work'}: ${left}.`;
    case 'unknown':
      return `It cannot be said yet: ${left}.`;
    case 'nearly':
      return `Nearly ready: ${left}; nothing known will hurt users at once.`;
    case 'ready':
      return 'Ready, as far as files and answers tell.';
  }
}

/** What the known risks mean; the numbers add up to that of the headline. */
function because(live: readonly Risk[]): string[] {
  const number = (own: (risk: Risk) => boolean) => live.filter(own).length;
  const seen = number(({ from }) => from === 'note');
  const outages = number(({ harm }) => harm === 'outage');
  const errors = number(({ harm }) => harm === 'errors');
  const later = live.length - outages - errors - seen;
  const clauses = [
    ...(outages > 0 ? [`${numberWord(outages)} can end in an outage`] : []),
    ...(errors > 0 ? [`${numberWord(errors)} ${errors === 1 ? 'fails' : 'fail'} requests`] : []),
    ...(later > 0 ? [`${numberWord(later)} ${later === 1 ? 'makes' : 'make'} outages last longer`] : []),
    ...(seen > 0 ? [`${numberWord(seen)} ${seen === 1 ? 'was' : 'were'} noted by people who looked at it`] : []),
  ];
  const text = listed(clauses);
  if (text === '') return [];
  return [live.length === 1 ? `The risk: ${text}.` : `Of the ${live.length} risks, ${text}.`];
}

function staleWords(asked: readonly ItemStatus[]): string[] {
  const stale = asked.filter((status) => status.stale !== undefined);
  return stale.length > 0 ? [`${counted(stale.length, 'answer')} may no longer hold: ${titles(stale)}.`] : [];
}

function acceptedWords(risks: readonly Risk[]): string[] {
  const accepted = risks.filter((risk) => risk.accepted);
  if (accepted.length === 0) return [];
  return [`Accepted, with a reason: ${listed(accepted.map(({ title }) => `“${title}”`))}.`];
}

function titles(items: readonly ItemStatus[], most = maxTitles): string {
  const names = items.slice(0, most).map(({ item }) => `“${item.title}”`);
  return listed(items.length > most ? [...names, `${items.length - most} more`] : names);
}
