import type { LinePlace } from '../../model/line-place.ts';
import type { Tier } from '../../model/profile.ts';
import type { Priority } from '../../model/review.ts';
import type { Harm } from '../../model/rule.ts';
import type { Severity } from '../../model/site.ts';
import { meetingOf, meetings, openReaches, type Meeting, type Reaches } from '../../report/reach.ts';
import { opening } from '../../report/summary/input.ts';
import { risksOf } from '../../report/summary/risks.ts';
import type { Risk } from '../../report/summary/format.ts';
import { followupsOf, placesOf, type Followup } from '../seen/followups.ts';
import type { Written } from '../formats.ts';
import type { PartInput } from '../part.ts';
import { usersPathOf, type UsersPath } from '../seen/users-path.ts';
import { nameFor } from '../kit/names.ts';

/** Something that could be better, now: what nobody knows to be wrong is none. */
export interface Candidate {
  /** Of the item, rule or note; made of the words for the others. Names its file. */
  readonly id: string;
  readonly from: 'item' | 'rule' | 'note' | 'postmortem' | 'own';
  readonly title: string;
  /** What users feel, or who asks for it. */
  readonly why: string;
  readonly remedy: string;
  readonly guide?: string;
  readonly harm?: Harm;
  /** Who meets its findings: the nearest to users; absent where nothing was found. */
  readonly reach?: Meeting;
  /** Whether somebody waits for what the service does. */
  readonly path: UsersPath;
  /** Services that call it. */
  readonly callers: readonly string[];
  readonly severity?: Severity;
  readonly priority?: Priority;
  readonly tier: Tier;
  readonly places: readonly Evidence[];
  /** Who answered its item with no, and why. */
  readonly answered?: string;
  /** A postmortem that asks for a change of one of its lines. */
  readonly incident?: string;
  /** Files and folders that the action names. */
  readonly names?: number;
  /** When the incident was that asks for it. */
  readonly happened?: string;
  /** Who has it already, elsewhere. */
  readonly owner?: string;
  readonly due?: string;
}

export interface Evidence {
  readonly message: string;
  readonly place: LinePlace;
  readonly fix: boolean;
}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** All that could be improved, by findings, answers, notes, postmortems and people; with the follow-ups that were read. */
export async function candidatesOf(
  input: PartInput,
): Promise<{ candidates: readonly Candidate[]; followups: readonly Followup[] }> {
  const { service, review, notes, rules, lineOf, guide, said, index } = input;
  const followups = await followupsOf(input);
  const reaches = openReaches(service, { picture: index.production(), onPath: index.onPath });
  const risks = await risksOf({
    review,
    notes,
    rules,
    profile: review.profile,
    reaches,
    placeOf: lineOf,
    guideTitle: (ref) => guide.page(ref)?.title,
  });
  const named = await namedLines(followups, input);
  const candidates = [
    ...(await Promise.all(risks.map((risk) => fromRisk(risk, input, { named, reaches })))),
    ...(await Promise.all(
      followups.filter(({ state }) => state === 'open').map((followup) => fromFollowup(followup, input)),
    )),
  ];
  // What a file shows or once showed is not a person's own, whatever its title says.
  const known = new Set([
    ...candidates.map(({ id }) => id),
    ...followups.map(({ action }) => nameFor('pm', action.id)),
    ...notes.map(({ note }) => note.id),
    ...review.items.map(({ item }) => item.id),
    ...rules.map(({ id }) => id),
  ]);
  const own = [...said.improvements].flatMap(([id, each]) =>
    each.title === undefined || known.has(id) || isOfSomething.test(id)
      ? []
      : [fromPerson(id, each, each.title, input)],
  );
  return { candidates: [...candidates, ...own], followups };
}

/** The shape of ids of postmortems' actions and of notes: when these are gone, so is what asked for it. */
const isOfSomething = /^pm-|^\d{4}-\d{2}-\d{2}-[0-9a-f]{8}$/;

/** By file and line, the postmortem that wants it changed. */
async function namedLines(followups: readonly Followup[], input: PartInput): Promise<ReadonlyMap<string, string>> {
  const places = await placesOf(followups, input, { every: true });
  return new Map(
    places.map(({ file, line, postmortem }) => [`${file}:${line}`, `the postmortem “${postmortem.title}”`]),
  );
}

interface Around {
  readonly named: ReadonlyMap<string, string>;
  readonly reaches: Reaches;
}

async function fromRisk(risk: Risk, input: PartInput, { named, reaches }: Around): Promise<Candidate> {
  const { review } = input;
  const item = review.items.find((each) => each.item.id === risk.id)?.item;
  const rules = new Set(risk.rules);
  const loud = review.findings.filter(({ rule, suppressed }) => rules.has(rule) && !suppressed);
  const severity = severities.find((each) => loud.some((finding) => finding.severity === each));
  const incident = risk.places
    .map(({ place }) => named.get(`${place.file}:${place.line}`))
    .find((each) => each !== undefined);
  const { accepted } = risk;
  const reached = await Promise.all(
    loud.map(async (finding) => ({ reach: reaches.of(finding), at: placeKey(await input.lineOf(finding)) })),
  );
  const order = ({ who }: Meeting) => meetings.indexOf(who);
  const [nearest] = reached.toSorted((a, b) => order(a.reach) - order(b.reach));
  const reach = nearest?.reach ?? (risk.from === 'item' && risk.places.length > 0 ? meetingOf(risk.path) : undefined);
  const rank = ({ place }: Evidence) => {
    const own = reached.filter(({ at }) => at === placeKey(place)).map((each) => order(each.reach));
    return Math.min(meetings.length, ...own);
  };
  return {
    id: risk.id,
    from: risk.from,
    title: risk.title,
    why: risk.feel,
    remedy: risk.remedy,
    ...(risk.guide === undefined ? {} : { guide: risk.guide }),
    ...(risk.harm === undefined ? {} : { harm: risk.harm }),
    ...(severity === undefined ? {} : { severity }),
    ...(item === undefined || risk.from !== 'item' ? {} : { priority: item.priority }),
    ...surroundingsOf(input),
    ...(reach === undefined ? {} : { reach }),
    // What users meet is shown first.
    places: risk.places.toSorted((a, b) => rank(a) - rank(b)),
    ...(incident === undefined ? {} : { incident }),
    ...(accepted
      ? { answered: `its item was answered no by ${accepted.by} on ${accepted.date}: ${opening(accepted.reason)}` }
      : {}),
  };
}

const placeKey = ({ file, line }: LinePlace) => `${file}:${line}`;

function surroundingsOf(input: PartInput): Pick<Candidate, 'tier' | 'path' | 'callers'> {
  const { review, portrait } = input;
  const callers = portrait.callers.filter(({ known }) => known).map(({ name }) => name);
  return { tier: review.profile.tier.value, path: usersPathOf(input), callers };
}

async function fromFollowup({ action, postmortem, because, symbols }: Followup, input: PartInput): Promise<Candidate> {
  const place = await input.lineOf(action.at);
  return {
    id: nameFor('pm', action.id),
    from: 'postmortem',
    title: opening(action.text, 120),
    why: `The postmortem “${postmortem.title}” asks for it; ${because}.`,
    remedy: action.text,
    guide: 'postmortems#actions-that-get-done',
    ...surroundingsOf(input),
    places: [
      ...(await Promise.all(
        symbols.map(async (each) => ({
          message: `it names ${each.words}`,
          place: await input.lineOf(each),
          fix: false,
        })),
      )),
      { message: 'the postmortem asks for it here', place, fix: false },
    ],
    names: new Set([...action.names, ...symbols.map(({ file }) => file)]).size,
    ...(postmortem.date === undefined ? {} : { happened: postmortem.date }),
    ...(action.owner === undefined ? {} : { owner: action.owner }),
    ...(action.due === undefined ? {} : { due: action.due }),
  };
}

function isProposal({ decision }: { readonly decision: string }): boolean {
  return decision === 'proposed';
}

function fromPerson(id: string, said: Written<'improvement'>, title: string, input: PartInput): Candidate {
  // Who decided since is not who asked for it.
  const first =
    said.decision === 'proposed' ? (said.history?.find(isProposal) ?? said) : said.history?.find(isProposal);
  const why = first?.reason === undefined ? '' : `: ${first.reason}`;
  return {
    id,
    from: 'own',
    title,
    why: first ? `Proposed by ${first.by} on ${first.date}${why}` : 'Added by hand.',
    remedy: title,
    ...surroundingsOf(input),
    places: [],
  };
}
