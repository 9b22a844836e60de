import { type ServiceProfile, phases, type Phase } from '../model/profile.ts';
import { priorities, type ItemStatus, type Note } from '../model/review.ts';

/** One thing to do, with its reason and where it is done. */
export interface NextStep {
  readonly kind: 'describe' | 'refresh' | 'fix' | 'answer' | 'reply' | 'export' | 'advance';
  /** In the imperative: `Set the tier`. */
  readonly title: string;
  /** Why this, and why now. */
  readonly because: string;
  readonly item?: string;
  readonly note?: string;
  /** What of the profile is not set. */
  readonly field?: 'tier' | 'phase' | 'owner' | 'description';
  /** For `fix`: where it is, when no item asks for it. */
  readonly place?: { readonly file: string; readonly line: number };
}

/** A risk that comes from a rule or a note, and not from an item. */
export interface BesideRisk extends Pick<NextStep, 'title' | 'because' | 'note' | 'place'> {
  readonly id: string;
}

/** What the step is chosen from. */
export interface NextStepInput {
  readonly items: readonly ItemStatus[];
  /** Absent where the profile of the service is not known. */
  readonly profile: ServiceProfile | undefined;
  /** Ids of the known risks (items, notes, rules) in the order of what they do to users. */
  readonly worst: readonly string[];
  /** Risks that no item asks for, as steps; their `id` is in `worst`. */
  readonly beside?: readonly BesideRisk[];
  /** Ids of items that somebody decided to leave as they are, for now. */
  readonly left?: ReadonlySet<string>;
  /** Notes of the service. */
  readonly notes: readonly Note[];
  /** The state has not been exported as it is now. */
  readonly unexported: boolean;
}

/**
 * What is worth doing, most useful first: what the list depends on, then risks down to the last that comes from an important
 * item, stale answers, important items that a person has to answer, and questions that somebody
 * waits for; then the rest of the profile, the other risks, and the other items.
 */
export function nextSteps({
  items,
  profile,
  worst,
  beside = [],
  left = new Set(),
  notes,
  unexported,
}: NextStepInput): readonly NextStep[] {
  const asked = items.filter(({ included }) => included.value);
  const questions = notes.filter(({ kind, state }) => kind === 'question' && state === 'open');
  const [high, ...rest] = priorities.map((priority) => asked.filter(({ item }) => item.priority === priority));
  // One question about the service at a time: the list that it shapes is what people come for.
  const [frame, ...frames] = profileSteps(profile, ['tier', 'phase']);
  const risks = fixes(asked, { worst, beside, left });
  // What hurts users more than an important item does comes before it: the first is the same here as in the list of risks.
  const important = risks.findLastIndex(({ item }) => high?.some((status) => status.item.id === item)) + 1;
  const steps = [
    ...(frame ? [frame] : []),
    ...risks.slice(0, important),
    ...asked
      .filter(({ stale }) => stale !== undefined)
      .sort(byAnswer)
      .map(refresh),
    ...answers(high ?? []),
    ...questions.map(reply),
    ...frames,
    ...profileSteps(profile, ['owner', 'description']),
    ...risks.slice(important),
    ...rest.flatMap(answers),
  ];
  return [...steps, ...lastSteps({ profile, unexported, settled: steps.length === 0 })];
}

const fields: Readonly<Record<NonNullable<NextStep['field']>, { title: string; because: string }>> = {
  tier: {
    title: 'Set the tier of the service',
    because: 'the checklist depends on how critical the service is, and the tier is only assumed',
  },
  phase: {
    title: 'Set the phase of the service',
    because: 'the checklist differs between design, build, launch and operation',
  },
  owner: {
    title: 'Set the owner of the service',
    because: 'without an owner, no one can be asked about it or paged for it',
  },
  description: {
    title: 'Describe what the service does and for whom',
    because: 'the summary begins with the description',
  },
};

function profileSteps(
  profile: ServiceProfile | undefined,
  wanted: readonly NonNullable<NextStep['field']>[],
): NextStep[] {
  if (!profile) return [];
  const isSaid = (field: NonNullable<NextStep['field']>) => {
    const value = profile[field];
    return value !== undefined && (typeof value === 'string' || value.assumed !== true);
  };
  return wanted.filter((field) => !isSaid(field)).map((field) => ({ kind: 'describe', field, ...fields[field] }));
}

function byAnswer(a: ItemStatus, b: ItemStatus): number {
  const [first = '', second = ''] = [a.answer?.date, b.answer?.date];
  return (
    priorities.indexOf(a.item.priority) - priorities.indexOf(b.item.priority) ||
    (first < second ? -1 : first > second ? 1 : 0)
  );
}

function refresh({ item, stale, answer }: ItemStatus): NextStep {
  return {
    kind: 'refresh',
    title: `Review the stale answer to “${item.title}”`,
    because: `${answer ? `${answer.by} answered on ${answer.date}` : 'an answer is stale'}: ${stale ?? ''}`,
    item: item.id,
  };
}

/** All that fails, by what it does to users. */
function fixes(
  items: readonly ItemStatus[],
  { worst, beside, left }: Required<Pick<NextStepInput, 'worst' | 'beside' | 'left'>>,
): NextStep[] {
  const rank = (id: string) => (worst.includes(id) ? worst.indexOf(id) : worst.length);
  const own = items
    .filter(({ item, state }) => state === 'violated' && !left.has(item.id))
    .map((status) => ({ id: status.item.id, step: fix(status) }));
  const others = beside.map(({ id, ...step }) => ({
    id,
    step: { kind: step.note === undefined ? ('fix' as const) : ('reply' as const), ...step },
  }));
  return [...own, ...others].sort((a, b) => rank(a.id) - rank(b.id)).map(({ step }) => step);
}

function fix({ item, sites, claims }: ItemStatus): NextStep {
  const read = claims.filter(({ verdict, claim }) => verdict === 'violated' && claim.reader !== undefined);
  const places =
    sites.filter(({ verdict }) => verdict === 'violated').length + read.flatMap((claim) => claim.places).length;
  const where = places === 0 ? '' : ` in ${places} ${places === 1 ? 'location' : 'locations'}`;
  return {
    kind: 'fix',
    title: `Fix “${item.risk ?? item.title}”${where}`,
    because: clause(item.why),
    item: item.id,
  };
}

function answers(items: readonly ItemStatus[]): NextStep[] {
  return items
    .filter(({ state }) => state === 'unanswered' || state === 'cannot-tell')
    .map(({ item, state, because }) => ({
      kind: 'answer',
      title: `Answer “${item.title}”`,
      because: state === 'cannot-tell' ? `the files do not decide it (${because})` : clause(item.why),
      item: item.id,
    }));
}

function reply({ id, comments }: Note): NextStep {
  const [first] = comments;
  const last = comments.at(-1);
  const isAnswered = first !== undefined && last !== undefined && last.by !== first.by;
  return {
    kind: 'reply',
    title: isAnswered
      ? `Resolve the question of ${first.by} that ${last.by} answered`
      : `Answer the question${first ? ` of ${first.by}` : ''}`,
    because: first ? `open since ${first.at.slice(0, 10)}` : 'it is open',
    note: id,
  };
}

function lastSteps({
  profile,
  unexported,
  settled,
}: {
  profile: ServiceProfile | undefined;
  unexported: boolean;
  settled: boolean;
}): NextStep[] {
  const because = settled
    ? 'nothing is left to do in this phase, and the state is not exported yet'
    : 'the current state is not exported yet';
  const steps: NextStep[] = unexported ? [{ kind: 'export', title: 'Export the summary', because }] : [];
  const next = profile?.phase && phaseAfter(profile.phase.value);
  if (!settled || next === undefined) return steps;
  return [
    ...steps,
    {
      kind: 'advance',
      title: `Move the service to phase ${next}`,
      because: 'nothing is left to do in this phase',
      field: 'phase',
    },
  ];
}

function phaseAfter(phase: Phase): Phase | undefined {
  return phases[phases.indexOf(phase) + 1];
}

/** A sentence as a clause behind a colon. */
function clause(sentence: string): string {
  const [first = ''] = sentence.split(/(?<=[.!?])\s/);
  const bare = first.replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}
