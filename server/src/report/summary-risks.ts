import { checksOf } from '../review/item-checks.ts';
import type { ItemStatus } from '../model/review.ts';
import { harms, type Rule } from '../model/rule.ts';
import type { Finding, Severity } from '../model/site.ts';
import type { PlacedNote } from '../review/placed-notes.ts';
import type { Risk } from './summary-format.ts';
import { opening, type Planned, type PlaceOf, type SummaryInput } from './summary-input.ts';

const severityOrder: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const priorityOrder = ['high', 'medium', 'low'];

interface Weighed {
  readonly risk: Risk;
  /** Compared from left to right; the smaller comes first. */
  readonly order: readonly number[];
}

/**
 * What will hurt users, worst first: not a line for each finding but a risk for each item that is not met,
 * in words of what users feel, with the risks that people noted; what somebody accepted comes last.
 */
export async function risksOf({
  review,
  notes,
  rules,
  placeOf,
  profile,
  guideTitle,
  plan,
}: Pick<SummaryInput, 'review' | 'notes' | 'rules' | 'placeOf' | 'profile' | 'guideTitle' | 'plan'>): Promise<Risk[]> {
  const open = review.findings.filter(({ suppressed }) => !suppressed);
  const owner = profile?.owner?.value;
  const byRule = new Map(rules.map((rule) => [rule.id, rule]));
  const told = new Set<string>();
  const weighed: Weighed[] = [];
  for (const status of review.items) {
    const { item, state, included } = status;
    if (!included.value || state === 'not-applicable') continue;
    // A fault belongs to the first item that asks for it: told twice it would look like two.
    const own = open
      .filter(({ rule }) => checksOf(item).includes(rule) && !told.has(rule))
      .sort((a, b) => weightOf(a, byRule) - weightOf(b, byRule));
    if (state !== 'no' && own.length === 0 && !status.claims.some(isReadFailure)) continue;
    for (const { rule } of own) told.add(rule);
    weighed.push(await itemRisk(status, own, { byRule, placeOf, owner, guideTitle, ...(plan ? { plan } : {}) }));
  }
  for (const rule of rules) {
    const own = open.filter((finding) => finding.rule === rule.id);
    if (own.length > 0 && !told.has(rule.id)) weighed.push(await ruleRisk(rule, own, { placeOf, owner, guideTitle }));
  }
  for (const note of notes) {
    if (note.note.kind === 'risk' && note.note.state === 'open')
      weighed.push(await noteRisk(note, { placeOf, owner, guideTitle }));
  }
  return weighed.sort(byOrder).map(({ risk }) => risk);
}

/** What is louder comes first, then what hurts users more; the rest stays in its order. */
function weightOf({ rule, severity }: Finding, byRule: ReadonlyMap<string, Rule>): number {
  const harm = byRule.get(rule)?.harm;
  return (
    severityOrder.indexOf(severity) * (harms.length + 1) + (harm === undefined ? harms.length : harms.indexOf(harm))
  );
}

function byOrder(a: Weighed, b: Weighed): number {
  for (const [index, value] of a.order.entries()) {
    const difference = value - (b.order[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.risk.id < b.risk.id ? -1 : 1;
}

interface Surroundings {
  readonly placeOf: PlaceOf;
  readonly owner: string | undefined;
  readonly plan?: ReadonlyMap<string, Planned>;
  guideTitle(ref: string): string | undefined;
}

async function itemRisk(
  { item, state, answer, claims }: ItemStatus,
  findings: readonly Finding[],
  { byRule, placeOf, owner, guideTitle, plan }: Surroundings & { byRule: ReadonlyMap<string, Rule> },
): Promise<Weighed> {
  const broken = [...new Set(findings.map(({ rule }) => rule))].flatMap((id) => byRule.get(id) ?? []);
  const [worst] = broken.sort((a, b) => harms.indexOf(a.harm) - harms.indexOf(b.harm));
  const accepted =
    state === 'no' && answer
      ? { by: answer.by, date: answer.date, reason: answer.reason }
      : setAside(plan?.get(item.id));
  const remedies = broken.map(({ docs }) => docs.remedy);
  return {
    order: [
      accepted ? 1 : 0,
      // What a reader saw has no severity of its own.
      Math.min(loudest(findings), claims.some(isReadFailure) ? severityOrder.indexOf('warning') : severityOrder.length),
      worst ? harms.indexOf(worst.harm) : harms.length,
      priorityOrder.indexOf(item.priority),
      -findings.length,
    ],
    risk: {
      id: item.id,
      from: 'item',
      ...(worst ? { harm: worst.harm } : {}),
      title: item.risk ?? `Not met: ${item.title}`,
      feel: item.why,
      ...(worst ? { why: worst.docs.why } : {}),
      remedy: remedies.length > 0 ? remedies.join(' ') : `Make it so, and show it: ${item.evidence}`,
      ...guideOf(item.guide, guideTitle(item.guide)),
      ...(owner === undefined ? {} : { who: owner }),
      rules: broken.map(({ id }) => id),
      places: [...(await placesOf(findings, placeOf)), ...(await readPlaces(claims, placeOf))],
      ...(accepted ? { accepted } : plannedAs(plan?.get(item.id))),
    },
  };
}

/** Where readers saw that a claim failed. */
async function readPlaces(claims: ItemStatus['claims'], placeOf: PlaceOf): Promise<Risk['places']> {
  const failed = claims.filter(({ verdict }) => verdict === 'violated').flatMap(({ places }) => places);
  return Promise.all(
    failed.slice(0, mostReadPlaces).map(async (place) => ({
      message: place.message,
      place: await placeOf(place),
      fix: false,
    })),
  );
}

const mostReadPlaces = 20;

function isReadFailure({ verdict, claim }: ItemStatus['claims'][number]): boolean {
  return verdict === 'violated' && claim.reader !== undefined;
}

/** What was declined or deferred with a reason is left so for now, as a "no" with a reason is. */
function setAside(planned: Planned | undefined): Risk['accepted'] {
  if (planned?.decision !== 'declined' && planned?.decision !== 'deferred') return undefined;
  const { by, date, reason = 'no reason was given', until } = planned;
  const when = until === undefined ? '' : ` until ${until}`;
  return { by, date, reason: `${planned.decision}${when}: ${reason}` };
}

function plannedAs(planned: Planned | undefined): Pick<Risk, 'planned'> {
  if (planned?.decision !== 'accepted' && planned?.decision !== 'counter') return {};
  const { owner, due, decision, proposal } = planned;
  const who = owner === undefined ? 'nobody has taken it yet' : owner;
  const when = due === undefined ? ', no date' : `, until ${due}`;
  const instead = decision === 'counter' && proposal !== undefined ? `; instead: ${proposal}` : '';
  return {
    planned: {
      ...(owner === undefined ? {} : { by: owner }),
      ...(due === undefined ? {} : { due }),
      words: `Planned: ${who}${when}${instead}`,
    },
  };
}

async function ruleRisk(
  rule: Rule,
  findings: readonly Finding[],
  { placeOf, owner, guideTitle }: Surroundings,
): Promise<Weighed> {
  const { id, harm, summary, docs } = rule;
  return {
    // No item of this service asks for it: it matters less than what is asked.
    order: [0, loudest(findings), harms.indexOf(harm), priorityOrder.length, -findings.length],
    risk: {
      id,
      from: 'rule',
      harm,
      title: `Not met: ${summary}`,
      feel: docs.why,
      remedy: docs.remedy,
      ...guideOf(docs.guide, guideTitle(docs.guide)),
      ...(owner === undefined ? {} : { who: owner }),
      rules: [id],
      places: await placesOf(findings, placeOf),
    },
  };
}

async function noteRisk({ note, placement }: PlacedNote, { placeOf, owner }: Surroundings): Promise<Weighed> {
  const [first, ...replies] = note.comments;
  const { anchor } = note;
  const last = replies.at(-1);
  const place =
    anchor && placement?.state === 'placed' ? await placeOf({ file: anchor.file, span: placement.span }) : undefined;
  return {
    // What a person saw comes right behind what ends in an outage for certain.
    order: [0, severityOrder.indexOf('warning'), harms.indexOf('outage'), priorityOrder.length, 0],
    risk: {
      id: note.id,
      from: 'note',
      by: first?.by ?? 'somebody',
      title: opening(first?.text ?? '', 80),
      feel: opening(first?.text ?? '', 400),
      remedy: last
        ? `${last.by} says: ${opening(last.text, 300)}`
        : 'Nobody has said yet what to do: agree on it in the note.',
      ...(owner === undefined ? {} : { who: owner }),
      rules: [],
      places: place ? [{ message: `noted by ${first?.by ?? 'somebody'}`, place, fix: false }] : [],
    },
  };
}

function guideOf(guide: string, title: string | undefined): Pick<Risk, 'guide' | 'guideTitle'> {
  return { guide, ...(title === undefined ? {} : { guideTitle: title }) };
}

function loudest(findings: readonly Finding[]): number {
  return Math.min(severityOrder.length, ...findings.map(({ severity }) => severityOrder.indexOf(severity)));
}

function placesOf(findings: readonly Finding[], placeOf: PlaceOf): Promise<Risk['places'][number][]> {
  return Promise.all(
    findings.map(async (finding) => ({
      message: finding.message,
      place: await placeOf(finding),
      fix: finding.fixes.length > 0,
    })),
  );
}
