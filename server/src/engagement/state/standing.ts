import {
  engagementStates,
  type Action,
  type EngagementState,
  type EngagementView,
  type PartView,
} from '../../model/engagement.ts';
import type { Problem } from '../../model/problem.ts';
import { datesOf } from './dates.ts';
import { rowsOf } from '../handover/rows.ts';
import { action } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import { engagementFile } from '../kit/store.ts';

/** What each state is called, and what it means, in one sentence. */
export const stateWords: Readonly<Record<EngagementState, { readonly title: string; readonly means: string }>> = {
  'self-supported': { title: 'Self-supported', means: 'its developers run it with the Guide and the checklist' },
  consulted: { title: 'Consulted', means: 'its developers asked for advice; one or two engineers read and answer' },
  candidate: { title: 'Candidate', means: 'a closer engagement is requested and needs a decision' },
  early: { title: 'Early engagement', means: 'SREs work with the team while it designs and builds' },
  engagement: { title: 'Agreement', means: 'both teams agree on objectives, people and dates' },
  analysis: { title: 'Analysis', means: 'reviewers learn the service and work through its checklist' },
  improvements: { title: 'Improvements', means: 'the agreed improvements are being built' },
  training: { title: 'Training', means: 'the new owners learn the service' },
  onboarding: { title: 'Onboarding', means: 'responsibilities move step by step' },
  onboarded: { title: 'Onboarded', means: 'the new owners run and improve it' },
  platform: {
    title: 'Platform-supported',
    means: 'another team runs the platform; its developers own the application',
  },
  disengaged: { title: 'Disengaged', means: 'its developers run it again, and keep what was learned' },
};

/** A state as the history keeps it. */
export function former({
  state,
  since,
  by,
  reason,
}: {
  state: EngagementState;
  since: string;
  by: string;
  reason?: string | undefined;
}) {
  return { state, since, by, ...(reason === undefined ? {} : { reason }) };
}

/** The form that records a state. */
export function recordAction(state: EngagementState | undefined, title: string): Action {
  const choices = engagementStates.map((value) => ({ value, label: stateWords[value].title }));
  return {
    id: 'state.record',
    title,
    values: state === undefined ? {} : { state },
    fields: [
      ...(state === undefined ? [{ name: 'state', label: 'State', type: 'choice' as const, choices }] : []),
      { name: 'reason', label: 'Why', type: 'long', optional: true },
      { name: 'agreement', label: 'Agreement, or a link to it', type: 'text', optional: true },
      { name: 'next', label: 'Next review', type: 'date', optional: true },
    ],
  };
}

/** The head of the page: where the engagement stands, what could come next, and the steps of all parts. */
export async function standingOf(
  input: PartInput,
  parts: readonly PartView[],
  problems: readonly Problem[] = [],
): Promise<Omit<EngagementView, 'parts' | 'problems' | 'written'>> {
  const { service, review, said, today } = input;
  const state = said.state?.state ?? 'self-supported';
  const mistake = said.state
    ? undefined
    : problems.find(({ file }) => /^\.prr\/engagement\/[^/]+\/state\.yaml$/.test(file));
  const { title, means } = stateWords[state];
  const since = said.state ? `, since ${said.state.since} (${said.state.by})` : ' (default)';
  const due =
    said.state?.next !== undefined && said.state.next <= today ? ` Its review was due on ${said.state.next}.` : '';
  const rows = rowsOf(input);
  const left = rows.filter((row) => row.state !== 'moved' && row.state !== 'none').length;
  // Somebody may record what they like; the page says what it rests on.
  const half = state === 'onboarded' && left > 0 ? ` ${left} of ${rows.length} responsibilities have not moved.` : '';
  return {
    service: service.name,
    title: review.profile.title ?? service.name,
    state,
    stateTitle: mistake ? 'Inconclusive' : title,
    standing: mistake
      ? `Inconclusive: fix the mistake in ${mistake.file}.`
      : `${title}: ${means}${since}.${half}${due}`,
    file: engagementFile('state', service.name),
    moves: (mistake ? [] : movesOf(input, parts)).map(({ to, because }) => ({
      to,
      title: stateWords[to].title,
      because,
      action: recordAction(to, `Record: ${stateWords[to].title}`),
    })),
    actions: [
      recordAction(undefined, 'Record the State…'),
      ...(said.state
        ? [action('state.back', 'Undo the Last State', { values: { state, since: said.state.since } })]
        : []),
    ],
    history: [...(said.state?.history ?? []), ...(said.state ? [former(said.state)] : [])].map((each) => ({
      ...former(each),
      title: stateWords[each.state].title,
    })),
    dates: await datesOf(input),
    next: parts
      .flatMap(({ id, next }) => next.map((step) => ({ ...step, part: id })))
      .sort((a, b) => a.weight - b.weight)
      .slice(0, 5),
  };
}

interface Move {
  readonly to: EngagementState;
  readonly because: string;
}

/** Where one can go from each state; a person may record any. */
const ways: Readonly<Record<EngagementState, readonly EngagementState[]>> = {
  'self-supported': ['consulted', 'candidate', 'early', 'platform'],
  consulted: ['candidate', 'early', 'platform', 'self-supported'],
  candidate: ['engagement', 'early', 'consulted'],
  early: ['training', 'disengaged'],
  engagement: ['analysis'],
  analysis: ['improvements'],
  improvements: ['training'],
  training: ['onboarding'],
  onboarding: ['onboarded'],
  onboarded: ['disengaged', 'platform'],
  platform: ['disengaged', 'candidate'],
  disengaged: ['consulted', 'candidate', 'early', 'platform'],
};

/** Where a part that is whole leads. */
const wholeParts: Readonly<Partial<Record<PartView['id'], Move>>> = {
  agreement: { to: 'analysis', because: 'both teams have signed the agreement.' },
  analysis: { to: 'improvements', because: 'the checklist is answered, and its failures are known.' },
  plan: { to: 'training', because: 'the agreed improvements are done.' },
  training: { to: 'onboarding', because: 'sessions and drills were held.' },
  handover: { to: 'onboarded', because: 'all responsibilities have moved, and a support period is agreed.' },
};

/** The moves that what is known suggests; nobody has to make one. */
function movesOf({ said, notes }: PartInput, parts: readonly PartView[]): Move[] {
  const state = said.state?.state ?? 'self-supported';
  const open = ways[state];
  const proposed: Move[] = parts.flatMap(({ id, tone, moves = [] }) => {
    const whole = tone === 'good' ? wholeParts[id] : undefined;
    return [...moves, ...(whole ? [whole] : [])];
  });
  if (state === 'candidate' && said.advice.answers['staffing']?.answer === 'yes')
    proposed.push({ to: 'engagement', because: 'both teams have time for it.' });
  const questions = notes.filter(({ note }) => note.kind === 'question');
  if (state === 'consulted' && questions.length > 0 && questions.every(({ note }) => note.state === 'resolved'))
    proposed.push({ to: 'self-supported', because: 'all questions are answered.' });
  return open.flatMap((to) => proposed.find((each) => each.to === to) ?? []);
}
