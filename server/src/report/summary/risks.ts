import { checksOf } from '../../review/item-checks.ts';
import type { ItemStatus } from '../../model/review.ts';
import type { Rule } from '../../model/rule.ts';
import type { Finding } from '../../model/site.ts';
import type { PlacedNote } from '../../review/notes/note-placements.ts';
import { reachOrder, type Reach } from '../reach.ts';
import { effortOf } from './effort.ts';
import { countLocations } from './locations.ts';
import {
  difference,
  faultOf,
  harmOrder,
  isReadFailure,
  readFaults,
  severityOrder,
  sorted,
  type Fault,
  type Order,
} from './faults.ts';
import type { Risk } from './format.ts';
import { opening, type SummaryInput } from './input.ts';
import { acceptedBy, plannedBy } from './plan.ts';

const priorityOrder = ['high', 'medium', 'low'];

/** A risk with what it is ordered by; of several services' risks, too. */
export interface Weighed {
  readonly risk: Risk;
  readonly order: Order;
}

export type RisksInput = Pick<
  SummaryInput,
  'review' | 'notes' | 'rules' | 'placeOf' | 'profile' | 'guideTitle' | 'plan' | 'reaches'
>;

/** What can hurt users, worst first; see `weighedRisks`. */
export async function risksOf(input: RisksInput): Promise<Risk[]> {
  return (await weighedRisks(input)).map(({ risk }) => risk);
}

/**
 * What can hurt users, worst first: not a line for each finding but a risk for each item that fails, with the risks that
 * people noted. A risk comes where its worst finding does: on the path of users first, then by callers, environment,
 * severity and harm; what somebody accepted comes last.
 */
export async function weighedRisks(input: RisksInput): Promise<Weighed[]> {
  const { review, notes, rules } = input;
  const open = review.findings.filter(({ suppressed }) => !suppressed);
  const around: Surroundings = { ...input, byRule: new Map(rules.map((rule) => [rule.id, rule])) };
  const told = new Set<string>();
  const weighed: Weighed[] = [];
  for (const status of review.items) {
    const { item, state, included } = status;
    if (!included.value || state === 'not-applicable') continue;
    // A fault belongs to the first item that asks for it: told twice it would look like two.
    const own = open.filter(({ rule }) => checksOf(item).includes(rule) && !told.has(rule));
    if (state !== 'no' && own.length === 0 && !status.claims.some(isReadFailure)) continue;
    for (const { rule } of own) told.add(rule);
    weighed.push(await itemRisk(status, own, around));
  }
  for (const rule of rules) {
    const own = open.filter((finding) => finding.rule === rule.id);
    if (own.length > 0 && !told.has(rule.id)) weighed.push(await ruleRisk(rule, own, around));
  }
  for (const note of notes)
    if (note.note.kind === 'risk' && note.note.state === 'open') weighed.push(await noteRisk(note, around));
  return weighed.sort(byOrder);
}

/** Compares by what comes first; the rest stays in the order of names. */
export function byOrder(a: Weighed, b: Weighed): number {
  return difference(a.order, b.order) || (a.risk.id < b.risk.id ? -1 : 1);
}

interface Surroundings extends RisksInput {
  readonly byRule: ReadonlyMap<string, Rule>;
}

async function itemRisk(
  { item, state, answer, claims }: ItemStatus,
  findings: readonly Finding[],
  around: Surroundings,
): Promise<Weighed> {
  const { plan, guideTitle } = around;
  const faults = sorted([...findings.map((each) => faultOf(each, around)), ...readFaults(claims, around)]);
  const [worst] = faults;
  const planned = plan?.get(item.id);
  const accepted =
    state === 'no' && answer ? { by: answer.by, date: answer.date, reason: answer.reason } : acceptedBy(planned);
  return {
    order: orderOf(faults, { accepted: accepted !== undefined, priority: item.priority, around }),
    risk: {
      id: item.id,
      from: 'item',
      ...(worst?.harm === undefined ? {} : { harm: worst.harm }),
      title: item.risk ?? `Failed: ${item.title}`,
      feel: item.why,
      ...(worst?.rule ? { why: worst.rule.docs.why } : {}),
      remedy: worst?.remedy ?? `Make sure that this is true: ${claimWords(claims)}.`,
      ...guideOf(item.guide, guideTitle(item.guide)),
      ...(await shared(faults, around)),
      ...(accepted ? { accepted } : plannedBy(planned)),
    },
  };
}

/** The claims that fail, else all. */
function claimWords(claims: ItemStatus['claims']): string {
  const failed = claims.filter(({ verdict }) => verdict === 'violated');
  return (failed.length > 0 ? failed : claims).map(({ claim }) => claim.text).join('; ');
}

async function ruleRisk(rule: Rule, findings: readonly Finding[], around: Surroundings): Promise<Weighed> {
  const { id, harm, summary, docs } = rule;
  const faults = sorted(findings.map((each) => faultOf(each, around)));
  return {
    order: orderOf(faults, { accepted: false, priority: undefined, around }),
    risk: {
      id,
      from: 'rule',
      harm,
      title: `Failed: ${summary}`,
      feel: docs.why,
      remedy: docs.remedy,
      ...guideOf(docs.guide, around.guideTitle(docs.guide)),
      ...(await shared(faults, around)),
    },
  };
}

async function noteRisk({ note, placement }: PlacedNote, around: Surroundings): Promise<Weighed> {
  const { placeOf, reaches } = around;
  const [first, ...replies] = note.comments;
  const { anchor } = note;
  const last = replies.at(-1);
  const by = first?.by ?? 'somebody';
  const at = anchor && placement?.state === 'placed' ? { file: anchor.file, span: placement.span } : undefined;
  // What a person saw comes with what ends in an outage for certain.
  const reach = reaches.at(at, 'all');
  return {
    order: [0, ...reachOrder(reach), severityOrder.indexOf('warning'), harmOrder('outage'), priorityOrder.length, 0],
    risk: {
      id: note.id,
      from: 'note',
      by,
      title: opening(first?.text ?? '', 80),
      feel: opening(first?.text ?? '', 400),
      path: await pathOf(reach, around),
      effort: effortOf({ findings: [], read: [], locations: 0 }),
      remedy: last ? `${last.by}: ${opening(last.text, 300)}` : 'Agree in the note what to do.',
      ...ownerOf(around),
      rules: [],
      places: at ? [{ message: `noted by ${by}`, place: await placeOf(at), fix: false }] : [],
    },
  };
}

interface OrderOptions {
  readonly accepted: boolean;
  /** Of its item; what no item asks for comes behind. */
  readonly priority: string | undefined;
  readonly around: Surroundings;
}

function orderOf([worst, ...others]: readonly Fault[], { accepted, priority, around }: OrderOptions): Order {
  const none = [...reachOrder(around.reaches.at(undefined, 'none')), severityOrder.length, harmOrder(undefined)];
  return [
    accepted ? 1 : 0,
    ...(worst?.order ?? none),
    priority === undefined ? priorityOrder.length : priorityOrder.indexOf(priority),
    -others.length,
  ];
}

/** What is said of the places of a risk, the worst first. */
async function shared(
  faults: readonly Fault[],
  around: Surroundings,
): Promise<Pick<Risk, 'path' | 'effort' | 'rules' | 'places' | 'who'>> {
  const { placeOf, reaches } = around;
  const [worst] = faults;
  const places = await Promise.all(
    faults.map(async ({ at, fix }) => ({ message: at.message, place: await placeOf(at), fix })),
  );
  return {
    path: await pathOf(worst?.reach ?? reaches.at(undefined, 'none'), around),
    effort: effortOf({
      findings: faults.flatMap(({ rule, at }) => (rule ? [{ rule: rule.id, file: at.file }] : [])),
      read: faults.flatMap(({ rule, at }) => (rule ? [] : [at.file])),
      locations: countLocations(places),
    }),
    rules: [...new Set(faults.flatMap(({ rule }) => rule?.id ?? []))],
    places,
    ...ownerOf(around),
  };
}

async function pathOf({ by, steps, callers, environment }: Reach, { placeOf }: Surroundings): Promise<Risk['path']> {
  const placed = steps.map(async (step) => ({ text: step.words, place: await placeOf(step) }));
  return { by, steps: await Promise.all(placed), callers, environment };
}

function ownerOf({ profile }: Surroundings): Pick<Risk, 'who'> {
  const owner = profile?.owner?.value;
  return owner === undefined ? {} : { who: owner };
}

function guideOf(guide: string, title: string | undefined): Pick<Risk, 'guide' | 'guideTitle'> {
  return { guide, ...(title === undefined ? {} : { guideTitle: title }) };
}
