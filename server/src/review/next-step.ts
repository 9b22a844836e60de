import type { ServiceProfile } from '../model/profile.ts';
import { phases, priorities, type ItemStatus, type Note, type Phase } from '../model/review.ts';

/** One thing to do, with its reason and where it is done. */
export interface NextStep {
  readonly kind: 'describe' | 'refresh' | 'mend' | 'answer' | 'reply' | 'export' | 'advance';
  /** In the imperative: `Say how critical the service is`. */
  readonly title: string;
  /** Why this, and why now. */
  readonly because: string;
  readonly item?: string;
  readonly note?: string;
  /** What of the profile is to be said. */
  readonly field?: 'tier' | 'phase' | 'owner' | 'description';
  /** For `mend`: where it is, when no item asks for it. */
  readonly place?: { readonly file: string; readonly line: number };
  /** For `mend`: the editor extension offers a fix. */
  readonly fix?: true;
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
 * What is worth doing, most useful first: what the list hangs on, then risks down to the last that comes from an important
 * item, answers that may no longer be true, important items that only a person can answer, and questions that somebody
 * waits for; then what else is to be said of the service, the other risks, and the other items.
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
  const risks = mends(asked, { worst, beside, left });
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
    title: 'Say how critical the service is',
    because: 'what is asked of it depends on its tier, and the tier is assumed until somebody says it',
  },
  phase: {
    title: 'Say which phase the service is in',
    because:
      'the same item asks a different thing at design, build, launch and in operation, and nobody has said the phase',
  },
  owner: {
    title: 'Say who owns the service',
    because: 'whoever reads the checklist or is called at night must know whom to ask, and no owner is named',
  },
  description: {
    title: 'Say what the service does, and for whom',
    because: 'the summary opens with it, and nobody has described the service',
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
    title: `Look again at “${item.title}”`,
    because: `the answer${answer ? ` of ${answer.by}` : ''} may no longer hold: ${stale ?? ''}`,
    item: item.id,
  };
}

/** All that is not met, by what it does to users. */
function mends(
  items: readonly ItemStatus[],
  { worst, beside, left }: Required<Pick<NextStepInput, 'worst' | 'beside' | 'left'>>,
): NextStep[] {
  const rank = (id: string) => (worst.includes(id) ? worst.indexOf(id) : worst.length);
  const own = items
    .filter(({ item, state }) => state === 'violated' && !left.has(item.id))
    .map((status) => ({ id: status.item.id, step: mend(status) }));
  const others = beside.map(({ id, ...step }) => ({
    id,
    step: { kind: step.note === undefined ? ('mend' as const) : ('reply' as const), ...step },
  }));
  return [...own, ...others].sort((a, b) => rank(a.id) - rank(b.id)).map(({ step }) => step);
}

function mend({ item, sites }: ItemStatus): NextStep {
  const places = sites.filter(({ verdict }) => verdict === 'violated');
  const fixes = places.filter((site) => site.fixes.length > 0).length;
  const where = `${places.length} ${places.length === 1 ? 'place' : 'places'}`;
  const whose = fixes < places.length ? `${fixes} of them` : fixes === 1 ? 'it' : 'each';
  return {
    kind: 'mend',
    title: `Mend “${item.risk ?? item.title}” in ${where}`,
    because: `${clause(item.why)}${fixes > 0 ? `; the extension offers a fix for ${whose}` : ''}`,
    item: item.id,
    ...(fixes > 0 ? { fix: true } : {}),
  };
}

function answers(items: readonly ItemStatus[]): NextStep[] {
  return items
    .filter(({ state }) => state === 'unanswered' || state === 'cannot-tell')
    .map(({ item, ask, state, because }) => ({
      kind: 'answer',
      title: `Answer: ${ask}`,
      because:
        state === 'cannot-tell' ? `the files cannot tell (${because}), and ${clause(item.why)}` : clause(item.why),
      item: item.id,
    }));
}

function reply({ id, comments }: Note): NextStep {
  const [first] = comments;
  return {
    kind: 'reply',
    title: `Answer the question${first ? ` of ${first.by}` : ''}`,
    because: first ? `it is open since ${first.at.slice(0, 10)}` : 'it is open',
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
    ? 'nothing is left to do in this phase, and the state was not exported yet'
    : 'the state was not exported as it is now';
  const steps: NextStep[] = unexported ? [{ kind: 'export', title: 'Export the summary', because }] : [];
  const next = profile?.phase && phaseAfter(profile.phase.value);
  if (!settled || next === undefined) return steps;
  return [
    ...steps,
    { kind: 'advance', title: `Move on to ${next}`, because: 'nothing is left to do in this phase', field: 'phase' },
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
