import type { ItemStatus } from '../../model/review.ts';
import { countClaims } from '../../review/states.ts';
import type { Risk, Summary } from './format.ts';
import { counted, listed } from './input.ts';
import type { Phase } from '../../model/profile.ts';

type Readiness = Summary['readiness'];

const goodStates: readonly ItemStatus['state'][] = ['shown', 'yes'];
const badStates: readonly ItemStatus['state'][] = ['violated', 'no'];

/** How an item is drawn; a stale answer is open. */
export function lookOf(state: ItemStatus['state'], stale: string | undefined): 'good' | 'bad' | 'open' | 'none' {
  if (badStates.includes(state)) return 'bad';
  if (state === 'not-applicable') return 'none';
  return goodStates.includes(state) && stale === undefined ? 'good' : 'open';
}

/** Titles named in a sentence; the rest is counted. */
const maxTitles = 3;

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
      ...questionWords(openHigh),
      ...staleWords(asked),
      ...acceptedWords(risks),
      good.length > 0
        ? `${good.length} of ${counted(asked.length, 'item')} passed: ${titles(good)}.`
        : `None of ${counted(asked.length, 'item')} has passed yet.`,
    ],
    good: good.map(({ item }) => item.title),
    claims: countClaims(items),
  };
}

/** What is wrong and what is open, in numbers that hold for the whole page. */
function leftWords(risks: number, { open, high }: { open: number; high: number }): string {
  const important = high > 0 && high < open ? `, ${high} of them high priority` : high > 0 ? ', high priority' : '';
  return listed([
    ...(risks > 0 ? [counted(risks, 'risk')] : []),
    ...(open > 0 ? [`${counted(open, 'open question')}${important}`] : []),
  ]);
}

function questionWords(high: readonly ItemStatus[]): string[] {
  if (high.length === 0) return [];
  return [`High-priority ${high.length === 1 ? 'question' : 'questions'} without an answer: ${titles(high, 5)}.`];
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

/** The level in a word or two, for lists. */
export const levelWords: Readonly<Record<Readiness['level'], string>> = {
  'not-ready': 'Not ready',
  unknown: 'Unknown',
  nearly: 'Nearly ready',
  ready: 'Ready',
};

function wordsOf(level: Readiness['level'], { phase, left }: { phase: Phase | undefined; left: string }): string {
  switch (level) {
    case 'not-ready':
      return `${phase === 'launch' ? 'Not ready to launch' : 'Not ready'}: ${left}.`;
    case 'unknown':
      return `Unknown: most high-priority questions are open. ${left}.`;
    case 'nearly':
      return `Nearly ready: ${left}. No known risk fails requests.`;
    case 'ready':
      return 'Ready: all checks passed.';
  }
}

/** What the risks mean; the numbers add up to that of the headline. */
function because(live: readonly Risk[]): string[] {
  const number = (own: (risk: Risk) => boolean) => live.filter(own).length;
  const noted = number(({ from }) => from === 'note');
  const outages = number(({ harm }) => harm === 'outage');
  const errors = number(({ harm }) => harm === 'errors');
  const repairs = number(({ harm }) => harm === 'repair');
  const others = live.length - outages - errors - repairs - noted;
  const clauses = [
    ...(outages > 0 ? [`${outages} can cause an outage`] : []),
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'fails' : 'fail'} requests`] : []),
    ...(repairs > 0 ? [`${repairs} ${repairs === 1 ? 'prolongs' : 'prolong'} outages`] : []),
    ...(others > 0 ? [`${others} ${others === 1 ? 'has' : 'have'} other consequences`] : []),
    ...(noted > 0 ? [`${noted} ${noted === 1 ? 'was' : 'were'} noted by reviewers`] : []),
  ];
  const text = listed(clauses);
  if (text === '') return [];
  return [live.length === 1 ? `The risk ${text.replace(/^1 /, '')}.` : `Of the ${live.length} risks, ${text}.`];
}

function staleWords(asked: readonly ItemStatus[]): string[] {
  const stale = asked.filter((status) => status.stale !== undefined);
  return stale.length > 0
    ? [`${counted(stale.length, 'answer')} ${stale.length === 1 ? 'is' : 'are'} stale: ${titles(stale)}.`]
    : [];
}

function acceptedWords(risks: readonly Risk[]): string[] {
  const accepted = risks.filter((risk) => risk.accepted).map(({ title }) => `“${title}”`);
  if (accepted.length === 0) return [];
  const verb = accepted.length === 1 ? 'is' : 'are';
  return [`${counted(accepted.length, 'more risk')} ${verb} accepted: ${listed(accepted, maxTitles)}.`];
}

function titles(items: readonly ItemStatus[], most = maxTitles): string {
  const names = items.slice(0, most).map(({ item }) => `“${item.title}”`);
  return listed(items.length > most ? [...names, `${items.length - most} more`] : names);
}
