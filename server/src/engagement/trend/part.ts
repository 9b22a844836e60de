import type { Block, DraftDocument, PartStep, Row, Tone } from '../../model/engagement.ts';
import { counted, listed } from '../../report/summary/input.ts';
import { followupsOf, type Followup } from '../seen/followups.ts';
import { daysBetween } from '../kit/show.ts';
import { weeksOf } from '../oncall/load.ts';
import type { PartInput, PartModule } from '../part.ts';
import { rotationOf } from '../seen/rotation.ts';
import { engagementFile } from '../kit/store.ts';
import { actions } from './actions.ts';
import { lessonBlocks, lookBlocks, meetingBlocks, meetingsHeld } from './blocks.ts';
import { followupBlocks, isOverdue } from './followups.ts';
import { branchBlocks } from './branch.ts';
import { chartOf, historyOf, turnsOf, type History, type Turn } from './history.ts';
import { lessonDocuments } from './lessons.ts';
import { answerTo, looksOf, type Look } from './looks.ts';
import { lookForm, followupForm, meetForm } from './forms.ts';

/** How a service develops over its reviews, and what was learned. */
export const trend: PartModule = {
  id: 'trend',
  actions,
  async show(input) {
    const history = historyOf(input);
    const turns = await turnsOf(input, history);
    const followups = await followupsOf(input);
    const looks = looksOf(input, history);
    const facts: Facts = { history, turns, followups, looks };
    return {
      id: 'trend',
      title: 'Continuous improvement',
      ...standingOf(facts, input),
      guide: 'postmortems#actions-that-get-done',
      file: engagementFile('trend', input.service.name),
      blocks: [
        ...reviewBlocks(facts, input),
        ...(await branchBlocks(input)),
        { kind: 'heading', text: 'Follow-ups of postmortems' },
        ...(await followupBlocks(followups, input)),
        ...lookBlocks(looks, input),
        ...meetingBlocks(input),
        ...(await lessonBlocks(input)),
      ],
      documents: [...minutes(facts, input), ...lessonDocuments(input)],
      next: stepsOf(facts, input),
    };
  },
};

interface Facts {
  readonly history: History;
  readonly turns: readonly Turn[];
  readonly followups: readonly Followup[];
  readonly looks: readonly Look[];
}

function standingOf({ history, turns, followups, looks }: Facts, input: PartInput): { standing: string; tone: Tone } {
  const worse = turns.filter(({ kind }) => kind === 'worse').length;
  const open = followups.filter(({ state }) => state === 'open').length;
  const unknown = followups.filter(({ state }) => state === 'unknown').length;
  const overdue = followups.filter((each) => isOverdue(each, input.today)).length;
  const wanted = looks.filter((look) => !answerTo(input, look)).length;
  const since =
    history.before === undefined
      ? input.exports.length === 0
        ? 'No earlier review is recorded'
        : 'Nothing has changed since the only recorded review'
      : sinceWords(turns, history.before.at.slice(0, 10));
  const rest = [
    ...(open > 0
      ? [
          `${counted(open, 'follow-up')} of postmortems ${open === 1 ? 'is' : 'are'} open${overdue > 0 ? `, ${overdue} overdue` : ''}`,
        ]
      : []),
    ...(unknown > 0 ? [`it is unknown whether ${unknown} ${unknown === 1 ? 'is' : 'are'} done`] : []),
    ...(wanted > 0 ? [`${counted(wanted, 'reason')} for a new review`] : []),
  ];
  const tone =
    worse + overdue > 0
      ? 'bad'
      : open + wanted > 0
        ? 'attention'
        : history.before === undefined && input.exports.length === 0
          ? 'open'
          : unknown > 0
            ? 'open'
            : 'good';
  return { standing: `${[since, ...rest].join('; ')}.`, tone };
}

/** Which changes there were since a review, by name. */
function sinceWords(turns: readonly Turn[], day: string): string {
  const parts = (['worse', 'better'] as const).flatMap((kind) => {
    const names = turns.filter((each) => each.kind === kind).map(({ name }) => name);
    return names.length === 0 ? [] : [`${names.length} ${kind} (${listed(names, 4)})`];
  });
  return parts.length === 0
    ? `Nothing got worse or better since the review of ${day}`
    : `Since the review of ${day}: ${parts.join(', ')}`;
}

function reviewBlocks({ history, turns }: Facts, input: PartInput): Block[] {
  const heading: Block = { kind: 'heading', text: 'Reviews over time' };
  if (input.exports.length === 0)
    return [
      heading,
      {
        kind: 'text',
        text: 'No review of this service is recorded. Each export of its summary records one; two or more show a trend.',
        tone: 'open',
      },
    ];
  const since = history.before?.at.slice(0, 10);
  const because = {
    worse: `Better on ${since ?? ''}.`,
    known: `Inconclusive or unanswered on ${since ?? ''}.`,
    better: `Worse on ${since ?? ''}.`,
  } as const;
  const rowOf = ({ text: words, kind, item, at }: Turn): Row => ({
    text: words,
    tone: tones[kind],
    because: because[kind],
    ...(item === undefined ? {} : { item }),
    ...(at ? { at } : {}),
  });
  const list = (title: string, found: readonly Turn[]): Block[] =>
    found.length === 0
      ? []
      : [
          { kind: 'heading', text: `${title} (${found.length})` },
          { kind: 'list', rows: found.map(rowOf) },
        ];
  return [
    heading,
    ...chartOf(input, history),
    ...list(
      'Worse than in the last review',
      turns.filter(({ kind }) => kind !== 'better'),
    ),
    ...list(
      'Better than in the last review',
      turns.filter(({ kind }) => kind === 'better'),
    ),
  ];
}

const tones = { worse: 'bad', known: 'attention', better: 'good' } as const;

/** The agenda of the next meeting, with what is known filled in. */
function minutes({ turns, followups }: Facts, input: PartInput): DraftDocument[] {
  const { review, service, today } = input;
  const open = followups.filter(({ state }) => state === 'open' || state === 'unknown');
  const todo = open.map(
    ({ action: each, state }) =>
      `- ${each.text}: ${each.owner ?? 'no owner'}, ${each.due ?? 'no date'}${state === 'unknown' ? ', state unknown' : each.due !== undefined && each.due < today ? ', overdue' : ''}`,
  );
  return [
    {
      id: 'minutes',
      title: 'Agenda of the next meeting',
      fileName: `${service.name}-${today}.md`,
      language: 'markdown',
      text: `# ${review.profile.title ?? service.name}, ${today}

${pagesSince(input)}
Error budget left: read it from the SLO dashboard.

1. Last problems
2. Coming maintenance
3. Plans

## Worse than in the last review

${textsOf(turns.filter(({ kind }) => kind !== 'better')) || 'None.'}

## Better than in the last review

${textsOf(turns.filter(({ kind }) => kind === 'better')) || 'None.'}

## Open actions

${todo.join('\n') || 'None.'}
`,
    },
  ];
}

const textsOf = (turns: readonly Turn[]) => turns.map(({ text }) => `- ${text}`).join('\n');

/** Pages of the rotation since the last meeting, as far as somebody has counted them. */
function pagesSince(input: PartInput): string {
  const { rotation, name } = rotationOf(input);
  const last = meetingsHeld(input)[0]?.date;
  const since = last === undefined ? '' : ` since the meeting of ${last}`;
  const { sound } = rotation ? weeksOf(rotation, input.today) : { sound: [] };
  // A week that had begun when they met counts as since then: its end was still to come.
  const counting = last === undefined ? sound.slice(-1) : sound.filter(({ from }) => daysBetween(last, from) > -7);
  const [first] = counting;
  if (!first) return `Pages${since}: no data; export them from the paging tool.`;
  const sum = (key: 'pages' | 'nights' | 'noise') => counting.reduce((all, week) => all + (week[key] ?? 0), 0);
  const nights = counting.every((week) => week.nights !== undefined) ? [`${sum('nights')} at night`] : [];
  const noise = counting.every((week) => week.noise !== undefined) ? [`${sum('noise')} needed no action`] : [];
  const weeks =
    counting.length === 1 ? `in the week from ${first.from}` : `in ${counting.length} weeks since ${first.from}`;
  const others = (rotation?.services.length ?? 0) > 1 ? ` for all services of ${name}` : '';
  return `Pages${since}: ${[`${sum('pages')} ${weeks}${others}`, ...nights, ...noise].join(', ')}.`;
}

/** States in which two teams share a service, and meet each week. */
const shared: ReadonlySet<string> = new Set(['improvements', 'training', 'onboarding', 'onboarded']);
/** Days: two weekly meetings were left out. */
const weeks = 14;

function stepsOf({ turns, followups, looks }: Facts, input: PartInput): PartStep[] {
  const { said, today } = input;
  const worse = turns.filter(({ kind }) => kind === 'worse');
  const overdue = followups.filter((each) => isOverdue(each, today));
  const unknown = followups.filter(({ state }) => state === 'unknown');
  const wanted = looks.filter((look) => !answerTo(input, look));
  const [late] = overdue;
  const [untold] = unknown;
  const [look] = wanted;
  const last = meetingsHeld(input)[0]?.date;
  const state = said.state?.state ?? 'self-supported';
  return [
    ...(worse.length === 0
      ? []
      : [
          {
            title: 'Check what got worse',
            because: `${worse[0]?.text ?? ''}${worse.length > 1 ? `, and ${worse.length - 1} more` : ''}.`,
            weight: 2 as const,
          },
        ]),
    ...(late
      ? [
          {
            title: `Finish “${late.action.text}”`,
            because: `The postmortem “${late.postmortem.title}” asks for it, and it was due on ${late.action.due ?? ''}${overdue.length > 1 ? `, and ${overdue.length - 1} more are late` : ''}: the incident can happen again.`,
            weight: 2 as const,
            action: followupForm(late.action.id),
          },
        ]
      : []),
    ...(look
      ? [
          {
            title: 'Review the service again',
            because: listed(wanted.map((each) => each.because.replace(/\.$/, ''))) + '.',
            weight: 3 as const,
            action: lookForm(look),
          },
        ]
      : []),
    ...(untold
      ? [
          {
            title: `Record whether “${untold.action.text}” is done`,
            because: `${untold.postmortem.file} does not record it${unknown.length > 1 ? `, nor of ${unknown.length - 1} more` : ''}.`,
            weight: 4 as const,
            action: followupForm(untold.action.id),
          },
        ]
      : []),
    ...(shared.has(state) && (last === undefined || daysBetween(last, today) > weeks)
      ? [
          {
            title: 'Schedule a meeting',
            because:
              last === undefined
                ? 'Two teams share it without a recorded meeting.'
                : `Two teams share it, and the last meeting was on ${last}.`,
            weight: 4 as const,
            action: meetForm,
          },
        ]
      : []),
  ];
}
