import { countLocations } from '../../report/summary/locations.ts';
import type { Written } from '../formats.ts';
import { listed } from '../../report/summary/input.ts';
import type { Candidate } from './candidates.ts';
import type { Meeting } from '../../report/reach.ts';
import type { UsersPath } from '../seen/users-path.ts';

/** One factor of a score, with why it is what it is. */
export interface Weight {
  readonly value: number;
  readonly because: string;
  /** A person said it. */
  readonly own?: true;
}

export interface Weights {
  readonly impact: Weight;
  readonly likelihood: Weight;
  readonly effort: Weight;
}

/** What is known of a harm before it is known who meets it. */
const harmImpact = {
  outage: [4, 'it can cause an outage'],
  errors: [3, 'it makes requests fail'],
  repair: [2, 'it makes an outage longer or harder to see'],
} as const;
/** Where nothing was found, the item is all that is known. */
const priorityImpact = { high: 4, medium: 3, low: 2 } as const;
const severityLikelihood = { error: 4, warning: 3, information: 2, hint: 1 } as const;
const reachSteps: Readonly<Record<Meeting['who'], number>> = {
  request: 1,
  service: 0,
  message: -1,
  unknown: 0,
  later: 0,
  apart: -1,
  aside: -2,
  elsewhere: -2,
};
/** This many places make one of them likely to be met. */
const many = 5;
/** So many services that call it multiply what it does. */
const manyCallers = 2;

/** What facts say of an improvement's weight; what a person said goes over it. */
export function weightsOf(candidate: Candidate, said: Written<'improvement'> | undefined): Weights {
  return {
    impact: over(impactOf(candidate), said?.impact, said),
    likelihood: over(likelihoodOf(candidate), said?.likelihood, said),
    effort: over(effortOf(candidate), said?.effort, said),
  };
}

function over(known: Weight, value: number | undefined, said: Written<'improvement'> | undefined): Weight {
  if (value === undefined || !said) return known;
  return {
    value,
    because: value === known.value ? 'set by a person' : `set by a person; the facts suggest ${known.value}`,
    own: true,
  };
}

/** Adds up steps with their reasons, and stays from 1 to 5. */
function steps(base: readonly [number, string], more: readonly Step[]): Weight {
  let [value] = base;
  const because: string[] = [base[1]];
  for (const each of more) {
    if (!each) continue;
    const next = Math.min(5, Math.max(1, value + each[0]));
    const change = next - value;
    if (change !== 0) because.push(`${change > 0 ? '+' : '−'}${Math.abs(change)}, ${each[1]}`);
    value = next;
  }
  return { value, because: because.join('; ') };
}

type Step = readonly [number, string] | undefined;

function impactOf({ harm, priority, from, tier, reach, path, callers }: Candidate): Weight {
  const more: Step[] = [
    reachStep(reach, path),
    callers.length >= manyCallers && reach?.who !== 'aside' && reach?.who !== 'elsewhere'
      ? [1, `${callers.length} services call this one: ${listed(callers, 3)}`]
      : undefined,
    tier === 1 ? [1, 'the service is tier 1'] : tier === 3 ? [-1, 'the service is tier 3'] : undefined,
  ];
  if (harm) return steps(harmImpact[harm], more);
  if (from === 'postmortem') return steps([4, 'it comes from an incident'], more);
  if (from === 'note') return steps([3, 'a note marks it as a risk'], more);
  if (priority)
    return steps([priorityImpact[priority], `no check rates its harm, and its item has ${priority} priority`], more);
  return steps([3, 'its harm is not known, so the default is used'], more);
}

/** What is nearer to users weighs more; of what concerns the whole service, as much as users wait for the service. */
function reachStep(reach: Meeting | undefined, { is, because }: UsersPath): Step {
  if (!reach) return undefined;
  if (reach.who !== 'service') return [reachSteps[reach.who], reach.because];
  if (is === 'users') return [1, `${reach.because}; ${because}`];
  if (is === 'none') return [-1, because];
  return undefined;
}

function likelihoodOf({ severity, places, incident, from, happened, reach }: Candidate): Weight {
  if (from === 'postmortem')
    return { value: 3, because: happened === undefined ? 'it happened once' : `it happened on ${happened}` };
  const named: Step = incident === undefined ? undefined : [1, `${incident} asks to change it`];
  const locations = countLocations(places);
  const spread: Step = locations >= many ? [1, `there are ${locations} locations`] : undefined;
  if (severity) return steps([severityLikelihood[severity], severityWords[severity]], [spread, named]);
  if (reach) return steps([3, 'a check failed'], [spread, named]);
  return steps([3, 'its likelihood is not known, so the default is used'], [named]);
}

const severityWords = {
  error: 'its finding is an error',
  warning: 'its finding is a warning',
  information: 'its finding is information',
  hint: 'its finding is a hint',
} as const;

/** By the files that change: that an edit is offered does not choose its value, test it or roll it out. */
function effortOf({ places, from, names }: Candidate): Weight {
  const found = from === 'item' || from === 'rule' ? new Set(places.map(({ place }) => place.file)) : new Set();
  if (found.size > 0) {
    const value = found.size === 1 ? 2 : found.size <= 3 ? 3 : found.size <= 10 ? 4 : 5;
    return { value, because: found.size === 1 ? 'one file changes' : `${found.size} files change` };
  }
  if (names === 1) return { value: 2, because: 'it names one file' };
  return { value: 3, because: 'the effort is not known, so the default is used' };
}

/** Impact × likelihood / effort. */
export function scoreOf({ impact, likelihood, effort }: Weights): number {
  return (impact.value * likelihood.value) / effort.value;
}

/** `5 × 3 / 2 = 7.5`. */
export function arithmetic(weights: Weights): string {
  const { impact, likelihood, effort } = weights;
  return `${impact.value} × ${likelihood.value} / ${effort.value} = ${Number(scoreOf(weights).toFixed(1))}`;
}

/** Why each factor is what it is. */
export function weightWords({ impact, likelihood, effort }: Weights): string {
  const told = (name: string, { value, because }: Weight) => `${name} ${value}: ${because}.`;
  return [told('Impact', impact), told('Likelihood', likelihood), told('Effort', effort)].join(' ');
}
