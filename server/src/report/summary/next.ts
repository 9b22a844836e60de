import { nextSteps, type BesideRisk, type NextStep } from '../../review/next-step.ts';
import type { Risk, Summary } from './format.ts';
import type { SummaryInput } from './input.ts';

/** An action of the summary. */
export type Step = Summary['next'][number];

/** Actions that are named; more are no plan but a list. */
export const maxActions = 7;

/** Of each kind at first, so that one kind does not hide the others; what room is left goes by order. */
const share: Readonly<Record<NextStep['kind'], number>> = {
  describe: 1,
  fix: 3,
  refresh: 1,
  answer: 1,
  reply: 1,
  export: 1,
  advance: 1,
};

/** What comes next, most useful first, each with who does it and until when where that is known. */
export function actionsOf(
  { review, profile, notes, recorded, engagement }: SummaryInput,
  risks: readonly Risk[],
): Step[] {
  const owner = profile?.owner?.value;
  const byId = new Map(risks.map((risk) => [risk.id, risk]));
  const steps = nextSteps({
    items: review.items,
    profile,
    worst: risks.map(({ id }) => id),
    beside: besideItems(risks),
    left: new Set(risks.filter(({ accepted }) => accepted).map(({ id }) => id)),
    notes: notes.map(({ note }) => note),
    unexported: recorded === undefined,
  }).map((step): Step => {
    const risk = byId.get(step.item ?? step.note ?? step.place?.file ?? '');
    const { who = owner, due } = risk?.planned
      ? { who: risk.planned.by, due: risk.planned.due }
      : { who: whoOf(step, { review, notes }), due: undefined };
    return { ...step, ...(who === undefined ? {} : { who }), ...(due === undefined ? {} : { due }) };
  });
  const agreed = agreedSteps(engagement, risks).slice(0, 1);
  return inOrder(steps, agreed);
}

/** The steps of each kind that come first, then others up to the most; all in their order. */
function inOrder(steps: readonly Step[], agreed: readonly Step[]): Step[] {
  const taken = new Map<string, number>();
  const first = steps.filter(({ kind }) => {
    const count = (taken.get(kind) ?? 0) + 1;
    taken.set(kind, count);
    return count <= (kind === 'agreed' ? 0 : share[kind]);
  });
  const room = maxActions - agreed.length;
  const rest = steps.filter((step) => !first.includes(step)).slice(0, Math.max(0, room - first.length));
  const chosen = steps.filter((step) => first.includes(step) || rest.includes(step));
  const behind = chosen.findLastIndex(({ kind }) => kind === 'fix') + 1;
  return [...chosen.slice(0, behind), ...agreed, ...chosen.slice(behind)].slice(0, maxActions);
}

/** Who answers, where it is not the owner. */
function whoOf({ kind, item, note }: NextStep, { review, notes }: Pick<SummaryInput, 'review' | 'notes'>) {
  if (kind === 'refresh') return review.items.find((each) => each.item.id === item)?.answer?.by;
  if (kind !== 'reply') return undefined;
  const comments = notes.find((each) => each.note.id === note)?.note.comments ?? [];
  const [asker, last] = [comments[0]?.by, comments.at(-1)?.by];
  return asker !== undefined && asker !== last ? asker : undefined;
}

/** What was agreed for a day and is no risk of this list. */
function agreedSteps(engagement: SummaryInput['engagement'], risks: readonly Risk[]): Step[] {
  return (engagement?.dates ?? [])
    .filter(({ what }) => !risks.some(({ title }) => what.includes(title)))
    .map(({ date, what, who }) => ({
      kind: 'agreed',
      title: what,
      because: 'it was agreed',
      due: date,
      ...(who === undefined ? {} : { who }),
    }));
}

/** Risks that no item asks for, as steps. */
function besideItems(risks: readonly Risk[]): BesideRisk[] {
  return risks.flatMap(({ id, from, title, feel, by, places: [first] }): BesideRisk[] => {
    if (from === 'item') return [];
    if (from === 'note')
      return [
        { id, title: `Agree what to do about “${title}”`, because: `${by ?? 'a reviewer'} noted this risk`, note: id },
      ];
    const at = first ? { place: first.place } : {};
    return [{ id, title: `Fix “${title}”`, because: feel.replace(/\.$/, ''), ...at }];
  });
}

/** Steps of a page that the overview shows. */
const mostSteps = 3;

/** The steps that lead somewhere in the editor. */
export function stepsIn(next: readonly Step[]): (Step & { readonly kind: NextStep['kind'] })[] {
  return next.flatMap(({ kind, ...rest }) => (kind === 'agreed' ? [] : [{ kind, ...rest }])).slice(0, mostSteps);
}
