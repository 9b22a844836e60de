import type { ItemStatus } from '../model/review.ts';
import type { AspectSummary, Risk, Summary } from './summary-format.ts';
import { counted, listed, numberWord } from './summary-input.ts';

type Readiness = Summary['readiness'];

const goodStates: readonly ItemStatus['state'][] = ['shown', 'yes'];
const badStates: readonly ItemStatus['state'][] = ['violated', 'no'];

/** How an item counts in the picture; an answer that may no longer hold is open. */
export function lookOf(state: ItemStatus['state'], stale: string | undefined): keyof AspectSummary['counts'] {
  if (badStates.includes(state)) return 'bad';
  if (state === 'not-applicable') return 'none';
  return goodStates.includes(state) && stale === undefined ? 'good' : 'open';
}

/** Titles named in a sentence; the rest is counted. */
const maxTitles = 3;

/** How ready a service is, in words and with reasons; no score, for none would mean anything. */
export function readinessOf(items: readonly ItemStatus[], risks: readonly Risk[]): Readiness {
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
    words: wordsOf(level, { felt: felt.length, open: open.length }),
    because: [
      ...because(felt, live),
      ...(openHigh.length > 0
        ? [
            `${counted(openHigh.length, 'question')} of high priority ${openHigh.length === 1 ? 'has' : 'have'} no answer: ${titles(openHigh)}.`,
          ]
        : open.length > 0
          ? [`${counted(open.length, 'question')} ${open.length === 1 ? 'has' : 'have'} no answer: ${titles(open)}.`]
          : []),
      ...staleWords(asked),
      ...acceptedWords(risks),
      good.length > 0
        ? `In order are ${good.length} of ${asked.length} items: ${titles(good)}.`
        : `Of ${counted(asked.length, 'item')} none is shown or answered yet.`,
    ],
    good: good.map(({ item }) => item.title),
  };
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

function wordsOf(level: Readiness['level'], { felt, open }: { felt: number; open: number }): string {
  switch (level) {
    case 'not-ready':
      return `Not ready: ${numberWord(felt)} known ${felt === 1 ? 'risk' : 'risks'} can reach users.`;
    case 'unknown':
      return `It cannot be said yet: nothing known will hurt users, but ${counted(open, 'question')} ${open === 1 ? 'has' : 'have'} no answer.`;
    case 'nearly':
      return 'Nearly ready: nothing known will hurt users at once, and what is left can be planned.';
    case 'ready':
      return 'Ready, as far as files and answers tell.';
  }
}

function because(felt: readonly Risk[], live: readonly Risk[]): string[] {
  const seen = felt.filter(({ from }) => from === 'note').length;
  const outages = felt.filter(({ harm }) => harm === 'outage').length;
  const errors = felt.filter(({ harm }) => harm === 'errors').length;
  const later = live.length - felt.length;
  const clauses = [
    ...(outages > 0 ? [`${numberWord(outages)} can end in an outage`] : []),
    ...(errors > 0 ? [`${numberWord(errors)} ${errors === 1 ? 'fails' : 'fail'} requests`] : []),
    ...(seen > 0 ? [`${numberWord(seen)} ${seen === 1 ? 'was' : 'were'} noted by people who looked at it`] : []),
    ...(later > 0 ? [`${numberWord(later)} ${later === 1 ? 'makes' : 'make'} failures last longer`] : []),
  ];
  const text = listed(clauses);
  return text === '' ? [] : [`Of what is known, ${text}.`];
}

function staleWords(asked: readonly ItemStatus[]): string[] {
  const stale = asked.filter((status) => status.stale !== undefined);
  return stale.length > 0 ? [`${counted(stale.length, 'answer')} may no longer hold: ${titles(stale)}.`] : [];
}

function acceptedWords(risks: readonly Risk[]): string[] {
  const accepted = risks.filter((risk) => risk.accepted);
  if (accepted.length === 0) return [];
  return [`Left as it is, with a reason: ${listed(accepted.map(({ title }) => `“${title}”`))}.`];
}

function titles(items: readonly ItemStatus[]): string {
  const names = items.slice(0, maxTitles).map(({ item }) => `“${item.title}”`);
  return listed(items.length > maxTitles ? [...names, `${items.length - maxTitles} more`] : names);
}
