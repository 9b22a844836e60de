import type { Written } from './formats.ts';
import type { Candidate } from './plan-candidates.ts';

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

const harmImpact = {
  outage: [5, 'all users can be without it, for long'],
  errors: [4, 'some requests fail each time'],
  repair: [3, 'an outage lasts longer, or is seen later'],
} as const;
const priorityImpact = { high: 4, medium: 3, low: 2 } as const;
const severityLikelihood = { error: 4, warning: 3, information: 2, hint: 1 } as const;
const priorityLikelihood = { high: 3, medium: 2, low: 1 } as const;
/** This many places make one of them likely to be met. */
const many = 5;

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
    because: value === known.value ? 'people say so' : `people say so; the facts gave ${known.value}`,
    own: true,
  };
}

/** Adds up steps with their reasons, and stays from 1 to 5. */
function steps(base: readonly [number, string], more: readonly (readonly [number, string] | undefined)[]): Weight {
  let [value] = base;
  const because: string[] = [base[1]];
  for (const each of more) {
    if (!each) continue;
    const next = Math.min(5, Math.max(1, value + each[0]));
    if (next !== value) because.push(`${each[0] > 0 ? 'one more' : 'one less'}, ${each[1]}`);
    value = next;
  }
  return { value, because: because.join('; ') };
}

function impactOf({ harm, priority, from, tier }: Candidate): Weight {
  const byTier =
    tier === 1 ? ([1, 'it is of tier 1'] as const) : tier === 3 ? ([-1, 'it is of tier 3'] as const) : undefined;
  if (harm) return steps(harmImpact[harm], [byTier]);
  if (from === 'postmortem') return steps([4, 'it comes from an incident'], [byTier]);
  if (priority) return steps([priorityImpact[priority], `its checklist item has ${priority} priority`], [byTier]);
  return steps([3, 'nobody has said how bad it is, so the middle is taken'], [byTier]);
}

function likelihoodOf({ severity, priority, places, incident, from, happened }: Candidate): Weight {
  if (from === 'postmortem')
    return { value: 3, because: happened === undefined ? 'it happened once' : `it happened on ${happened}` };
  const named = incident === undefined ? undefined : ([1, `${incident} asks for a change of it`] as const);
  const spread = places.length >= many ? ([1, `there are ${places.length} places`] as const) : undefined;
  if (severity) {
    const low = priority === 'low' ? ([-1, 'its checklist item has low priority'] as const) : undefined;
    return steps([severityLikelihood[severity], severityWords[severity]], [low, spread, named]);
  }
  if (priority) return steps([priorityLikelihood[priority], `its checklist item has ${priority} priority`], [named]);
  return steps([3, 'nobody has said how likely it is, so the middle is taken'], [named]);
}

const severityWords = {
  error: 'its finding is an error',
  warning: 'its finding is a warning',
  information: 'its finding is a remark',
  hint: 'its finding is a hint',
} as const;

function effortOf({ places, from, names }: Candidate): Weight {
  const found = from === 'item' || from === 'rule' ? places : [];
  if (found.length > 0 && found.every(({ fix }) => fix)) {
    const where = found.length === 1 ? 'a fix is offered' : `a fix is offered for each of ${found.length} places`;
    return { value: 1, because: where };
  }
  if (found.length > 0) {
    const value = found.length <= 3 ? 2 : found.length <= 10 ? 3 : 4;
    return { value, because: found.length === 1 ? 'one place is to change' : `${found.length} places are to change` };
  }
  if (names === 1) return { value: 2, because: 'it names one file' };
  return { value: 3, because: 'nobody has said how much work it is, so a week is taken' };
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
