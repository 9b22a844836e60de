import { maxActions, type Step } from './next.ts';
import { brief, countWords, type Block, type BlockSection, type Rich } from '../blocks/blocks.ts';
import type { Risk, Summary } from './format.ts';
import {
  counted,
  directionWords,
  fieldNames,
  firstPageRisks,
  harmWords,
  listed,
  openItems,
  opening,
  stateDate,
} from './input.ts';
import { countLocations } from './locations.ts';

/** Words of the first two pages: more is not read in ten minutes. */
export const mostWords = 900;

/** How much is said of each thing; the next is tried where the one before is too long. */
interface Room {
  readonly about: number;
  /** Of each sentence of a risk. */
  readonly sentence: number;
  /** Of a decision, an action, a change. */
  readonly line: number;
  readonly decisions: number;
  readonly changes: number;
}

const rooms: readonly [Room, ...Room[]] = [
  { about: 90, sentence: 28, line: 26, decisions: 5, changes: 5 },
  { about: 80, sentence: 22, line: 20, decisions: 4, changes: 4 },
  { about: 60, sentence: 16, line: 14, decisions: 3, changes: 3 },
  { about: 45, sentence: 11, line: 10, decisions: 2, changes: 2 },
];

/**
 * The first two pages of a summary, which stand alone: what the service does, how ready it is, its top risks, what was
 * decided, what comes next and what changed. Never more than `mostWords` words; the rest is in the appendix.
 */
export function firstPages(summary: Summary): readonly BlockSection[] {
  const [widest, ...narrower] = rooms;
  let sections = pagesIn(summary, widest);
  for (const room of narrower) {
    if (countWords(sections) <= mostWords) break;
    sections = pagesIn(summary, room);
  }
  return sections;
}

function pagesIn(summary: Summary, room: Room): readonly BlockSection[] {
  return [
    { id: 'head', blocks: headBlocks(summary, room) },
    { id: 'ready', heading: 'How ready it is', blocks: readyBlocks(summary) },
    { id: 'risks', heading: riskHeading(summary), blocks: riskBlocks(summary, room) },
    { id: 'decided', heading: 'What was decided', blocks: decisionBlocks(summary, room) },
    { id: 'next', heading: 'What comes next', blocks: nextBlocks(summary, room) },
    { id: 'changed', heading: 'What changed', blocks: changeBlocks(summary, room) },
  ];
}

function headBlocks(summary: Summary, { about }: Room): Block[] {
  const state = stateDate(summary);
  const said = summary.profile.filter(({ value }) => value !== undefined);
  const missing = summary.profile.filter(({ value }) => value === undefined);
  const facts = [
    ...said.map(
      ({ field, value = '', assumed }) => `${fieldNames[field]}: ${brief(value, 6)}${assumed ? ' (assumed)' : ''}`,
    ),
    ...missing.map(({ field }) => `${fieldNames[field]}: not set`),
  ];
  return [
    ...(state === '' ? [] : [{ kind: 'text', rich: [state], look: 'quiet' } as const]),
    { kind: 'text', rich: [brief(summary.about.text, about)] },
    ...(facts.length === 0 ? [] : [{ kind: 'text', rich: [facts.join(' · ')] } as const]),
  ];
}

function readyBlocks({ readiness, aspects, engagement }: Summary): Block[] {
  return [
    { kind: 'text', rich: [readiness.words], look: 'lead' },
    { kind: 'list', items: readiness.because.map((each) => [brief(each, 40)]) },
    {
      kind: 'counts',
      caption: 'Checks (an item has one or more)',
      rows: aspects.map(({ id, name, claims }) => ({ id, name, claims })),
      sum: readiness.claims,
    },
    ...(engagement ? [{ kind: 'text', rich: [`Engagement: ${brief(engagement.standing, 20)}`] } as const] : []),
  ];
}

function live(risks: readonly Risk[]): Risk[] {
  return risks.filter(({ accepted }) => accepted === undefined);
}

function riskHeading({ risks }: Summary): string {
  const all = live(risks).length;
  return all > firstPageRisks ? `Top ${firstPageRisks} of ${all} risks` : 'Risks';
}

function riskBlocks(summary: Summary, room: Room): Block[] {
  const { unread } = summary.coverage;
  const open = live(summary.risks);
  if (open.length === 0) {
    const but = unread.length > 0 ? `, but ${counted(unread.length, 'file')} could not be read` : '';
    return [{ kind: 'text', rich: [`No risk is known from the files that were read${but}.`] }];
  }
  return open.slice(0, firstPageRisks).map((risk, at): Block => ({ kind: 'risk', ...riskOf(risk, at + 1, room) }));
}

/** A risk in a few lines: where, on which way of users, what they feel, what to do, and what that takes. */
export function riskOf(
  risk: Risk,
  number: number,
  { sentence }: Pick<Room, 'sentence'>,
): Omit<Extract<Block, { kind: 'risk' }>, 'kind'> {
  const { id, title, feel, remedy, effort, planned, who, harm, from } = risk;
  const lines: { label: string; rich: Rich }[] = [
    { label: 'Where', rich: whereOf(risk, sentence) },
    ...(feel === title || from === 'note' ? [] : [{ label: 'Effect', rich: [brief(feel, sentence)] }]),
    { label: 'Fix', rich: [brief(remedy, sentence)] },
    ...(effort.kind === 'unknown' ? [] : [{ label: 'Effort', rich: [effort.words] }]),
    planned
      ? { label: 'Planned', rich: [brief(planned.words, 12)] }
      : { label: 'Owner', rich: [who === undefined ? 'not set' : brief(who, 6)] },
  ];
  return {
    id,
    number,
    title: brief(title, 12),
    mark: harmWords(risk),
    look: harm ?? 'noted',
    lines: lines.filter(({ rich }) => rich.length > 0),
  };
}

/** Calls of a way that are named between its ends. */
const mostCalls = 3;

/** Where the request comes in, through which calls, to which line; and what is wrong there. */
function whereOf({ path, places }: Risk, words: number): Rich {
  const [first] = places;
  if (!first) return [];
  const more = countLocations(places) - 1;
  const others = more > 0 ? ` (and ${counted(more, 'more location')})` : '';
  const message = [`: ${brief(first.message, words)}${others}`];
  if (path.steps.length === 0) {
    const passed = path.by === 'every-request' ? ['every request → '] : [];
    return [...passed, first.place, ...message];
  }
  const [entry, ...calls] = path.steps;
  const names = calls.map(({ text }) => text.replace(/^calls /, ''));
  const shown = names.length > mostCalls ? [...names.slice(0, 1), '…', ...names.slice(-1)] : names;
  const start = (entry?.text ?? '').replace(/^the /, '');
  return [`${[start, ...shown].join(' → ')} → `, first.place, ...message];
}

function decisionBlocks({ decisions, waivers, aspects }: Summary, { decisions: most, line }: Room): Block[] {
  const answered = aspects.flatMap(({ items }) => items).filter(({ state, by }) => state === 'yes' && by !== undefined);
  const [latest] = [...answered].sort((a, b) => ((a.date ?? '') > (b.date ?? '') ? -1 : 1));
  const people = new Set(answered.map(({ by }) => by));
  const items: Rich[] = [
    ...decisions.slice(0, most).map((each) => decisionRich(each, line)),
    ...(decisions.length > most ? [[`${decisions.length - most} more, listed in the appendix`]] : []),
    ...(latest
      ? [
          [
            `${counted(answered.length, 'question')} answered yes by ${counted(people.size, 'person', 'people')}, last “${latest.title}” (${latest.by ?? ''}, ${latest.date ?? ''})`,
          ],
        ]
      : []),
    ...(waivers.length > 0
      ? [[`${counted(waivers.length, 'finding')} ignored with a reason, listed in the appendix`]]
      : []),
  ];
  return items.length === 0 ? [{ kind: 'text', rich: ['Nothing has been decided yet.'] }] : [{ kind: 'list', items }];
}

/** A decision on a line: what, why, who and when. */
export function decisionRich(
  { text, outcome, reason, by, date, place }: Summary['decisions'][number],
  most: number,
): Rich {
  const said = outcome === 'decided' ? '' : outcome === 'no' ? ': no, accepted' : ': not applicable';
  const why = reason === undefined ? '' : `. Reason: ${brief(reason, most)}`;
  const words = `${brief(text, most)}${said}${why}`.replace(/\.+$/, '');
  return [`${words} (${by}, ${date})`, ...(place ? [' at ', place] : [])];
}

/** Steps of these kinds are one action, or none for who reads an export. */
const merged: ReadonlySet<string> = new Set(['answer', 'describe', 'export']);

/** What a description sets, and the checklist depends on. */
const settable: ReadonlySet<string> = new Set(['owner', 'tier', 'phase']);

function nextBlocks({ next, aspects, profile, about }: Summary, { line }: Room): Block[] {
  const [answer] = next.filter(({ kind }) => kind === 'answer');
  const unset = [
    ...profile.flatMap(({ field, assumed }) => (settable.has(field) && assumed ? [field] : [])),
    ...(about.described ? [] : ['description']),
  ];
  const steps = [
    ...(unset.length === 0
      ? []
      : [
          {
            kind: 'describe' as const,
            title: `Set ${listed(unset)} in .prr/services`,
            because: 'the checklist and these pages depend on it',
          },
        ]),
    ...next
      .filter((step) => !merged.has(step.kind) || step === answer)
      .map((step) => (step === answer ? { ...step, title: questionsWords(aspects) } : step)),
  ];
  if (steps.length === 0) return [{ kind: 'text', rich: ['Nothing is open.'] }];
  const items = steps.slice(0, maxActions).map(({ title, who, due, place, kind, because }: Step): Rich => {
    const when = [who, due === undefined ? undefined : `due ${due}`].filter((each) => each !== undefined).join(', ');
    const why = kind === 'refresh' || kind === 'describe' ? `: ${brief(because, line)}` : '';
    return [
      `${brief(title, line)}${why}`,
      ...(place ? [' at ', place] : []),
      ...(when === '' ? [] : [` (${opening(when, 80)})`]),
    ];
  });
  return [{ kind: 'list', ordered: true, items }];
}

/** All open questions as one action: which of them come first. */
function questionsWords(aspects: Summary['aspects']): string {
  const open = openItems(aspects);
  const high = open.filter(({ priority }) => priority === 'high');
  const titles = (high.length > 0 ? high : open).map(({ title }) => `“${title}”`);
  if (open.length === 1) return `Answer ${titles.join('')}`;
  const kind = high.length > 0 ? `${high.length} high-priority` : String(open.length);
  return `Answer the ${kind} ${high.length === 1 ? 'question' : 'questions'}: ${listed(titles, 3)}`;
}

function changeBlocks({ changes: { text, changes } }: Summary, { changes: most, line }: Room): Block[] {
  const items = changes
    .slice(0, most)
    .map(({ direction, text: words }): Rich => [`${capital(directionWords[direction])}: ${brief(words, line)}`]);
  const more = changes.length > most ? [[`${changes.length - most} more, listed in the appendix`]] : [];
  return [
    { kind: 'text', rich: [brief(text, 40)] },
    ...(items.length > 0 ? [{ kind: 'list', items: [...items, ...more] } as const] : []),
  ];
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
