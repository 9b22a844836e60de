import type { Written } from '../formats.ts';
import type { PartInput } from '../part.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { backSince, goneOf, type Gone } from './gone.ts';
import { scoreOf, weightsOf, type Weights } from './weights.ts';
import type { Followup } from '../seen/followups.ts';
import { meetings } from '../../report/reach.ts';

/** An improvement that is wanted now, with what was decided. */
export interface Improvement {
  readonly candidate: Candidate;
  readonly said: Written<'improvement'> | undefined;
  readonly weights: Weights;
  readonly group: 'decide' | 'agreed' | 'deferred' | 'declined' | 'done' | 'unknown';
  /** For `unknown`: the file that has a mistake, so that nobody can tell what was decided. */
  readonly mistake?: string;
  /** It was done, and is there again. */
  readonly back?: string;
  /** Its date of deferral has come. */
  readonly again?: true;
  /** Accepted, and its date has passed. */
  readonly overdue?: true;
  readonly owner?: string;
  readonly due?: string;
}

/** An improvement that a file names and that shows no longer. */
export interface Past extends Gone {
  readonly id: string;
  readonly said: Written<'improvement'>;
}

export interface Plan {
  /** Those with the highest score first. */
  readonly improvements: readonly Improvement[];
  readonly past: readonly Past[];
  readonly followups: readonly Followup[];
}

/** All improvements of a service, weighed and ranked. */
export async function planOf(input: PartInput): Promise<Plan> {
  const { said } = input;
  const { candidates, followups } = await candidatesOf(input);
  const known = new Set(candidates.map(({ id }) => id));
  const improvements = candidates
    .map((candidate) => standing(candidate, said.improvements.get(candidate.id), input))
    .map((improvement, nth) => ({ improvement, nth, score: scoreOf(improvement.weights) }))
    // Of equal scores what is nearer to users comes first, then what comes first in a summary.
    .sort((a, b) => b.score - a.score || nearness(a.improvement) - nearness(b.improvement) || a.nth - b.nth)
    .map(({ improvement }) => improvement);
  const past = [...said.improvements]
    .filter(([id]) => !known.has(id))
    .map(([id, each]): Past => ({ id, said: each, ...goneOf(id, input, followups) }));
  return { improvements, past, followups };
}

function nearness({ candidate: { reach } }: Improvement): number {
  return reach ? meetings.indexOf(reach.who) : meetings.length;
}

/** No check and no list sees whether it is done: a person says so. */
export function isSaidByPeople({ from }: Candidate): boolean {
  return from === 'own' || from === 'postmortem';
}

function standing(candidate: Candidate, said: Written<'improvement'> | undefined, input: PartInput): Improvement {
  const { today } = input;
  const owner = said?.owner ?? candidate.owner;
  const due = said?.due ?? candidate.due;
  const base = {
    candidate,
    said,
    weights: weightsOf(candidate, said),
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due }),
  };
  const mistake = mistakeIn(candidate.id, input);
  if (mistake !== undefined) return { ...base, group: 'unknown', mistake };
  const done = said?.done !== undefined && said.done <= today ? said.done : undefined;
  if (done !== undefined && candidate.from === 'own') return { ...base, group: 'done' };
  const gone = done ?? backSince(candidate.id, input);
  const back = gone === undefined ? {} : { back: gone };
  switch (said?.decision) {
    case 'accepted':
    case 'counter':
      return { ...base, ...back, group: 'agreed', ...(due !== undefined && due < today ? { overdue: true } : {}) };
    case 'deferred':
      return said.until === undefined || said.until <= today
        ? { ...base, ...back, group: 'decide', again: true }
        : { ...base, ...back, group: 'deferred' };
    case 'declined':
      return { ...base, ...back, group: 'declined' };
    case 'proposed':
    case undefined:
      return { ...base, ...back, group: 'decide' };
  }
}

/** The file of an improvement whose decision cannot be read: a conflict, or a word of a newer version. */
function mistakeIn(id: string, { problems }: PartInput): string | undefined {
  return problems.find(
    ({ file, message, unread }) =>
      file.endsWith(`/improvements/${id}.yaml`) && (unread === true || message.startsWith('decision')),
  )?.file;
}
