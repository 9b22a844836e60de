import type { Block, Row } from '../../model/engagement.ts';
import { counted } from '../../report/summary/input.ts';
import { action, daysBetween, long, text } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import { answerTo, type Look } from './looks.ts';
import { concerning } from '../seen/taken-up.ts';
import { lookForm, meetForm } from './forms.ts';

/** Proposals of a fresh look, with what people answered. */
export function lookBlocks(looks: readonly Look[], input: PartInput): Block[] {
  if (looks.length === 0) return [];
  return [
    { kind: 'heading', text: 'Reasons for a new review' },
    {
      kind: 'list',
      rows: looks.map((look): Row => {
        const { reason, of, title, because } = look;
        const answer = answerTo(input, look);
        if (answer)
          return {
            text: title,
            tone: 'none',
            because: `${because} ${answer.by} on ${answer.date}: ${answer.outcome}`,
            actions: [action('trend.unlook', 'Undo', { values: { reason, of } })],
          };
        return {
          text: title,
          tone: 'attention',
          because,
          guide: 'production-readiness-review',
          actions: [lookForm(look)],
        };
      }),
    },
  ];
}

/** Meetings that were held, newest first; one that is dated in the future was not. */
export function meetingsHeld({ said, today }: Pick<PartInput, 'said' | 'today'>) {
  return said.trend.meetings.filter(({ date: on }) => on <= today).sort((a, b) => (a.date < b.date ? 1 : -1));
}

/** The regular meeting: when the last ones were. */
export function meetingBlocks(input: PartInput): Block[] {
  const { said, today } = input;
  const meetings = said.trend.meetings.toSorted((a, b) => (a.date < b.date ? 1 : -1));
  const last = meetingsHeld(input)[0] ?? meetings[0];
  const words =
    last === undefined
      ? 'No meeting is recorded. Two teams that share a service meet each week: recent problems, planned maintenance, plans.'
      : last.date > today
        ? `The last meeting has a future date, ${last.date}.`
        : `The last meeting was on ${last.date}, ${counted(daysBetween(last.date, today), 'day')} ago.`;
  return [
    { kind: 'heading', text: 'Meetings' },
    { kind: 'text', text: words },
    ...(meetings.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            rows: meetings.slice(0, 5).map(({ by, date: on, minutes: told }): Row => ({
              text: on,
              because:
                on > today
                  ? 'This date is in the future, so the meeting is ignored.'
                  : (told ?? `Recorded by ${by}, without minutes.`),
              actions: [action('trend.unmeet', 'Undo', { values: { date: on, by } })],
            })),
          },
        ]),
    { kind: 'actions', actions: [meetForm] },
  ];
}

/** Lessons that were kept, and those that postmortems tell. */
export async function lessonBlocks(input: PartInput): Promise<Block[]> {
  const { said } = input;
  const { lessons } = said.trend;
  const kept = new Set(lessons.map((each) => each.text));
  const told = concerning(await input.postmortems(), input).flatMap(({ lessons: all, title, at }) =>
    all.filter((each) => !kept.has(each)).map((each) => ({ text: each, from: title, at })),
  );
  return [
    { kind: 'heading', text: 'Lessons' },
    {
      kind: 'text',
      text: 'Turn each lesson into a Guide page or a check, so that others can use it.',
    },
    ...(lessons.length + told.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            rows: [
              ...lessons.map(({ text: words, from, by, date: on, became }): Row => ({
                text: words,
                tone: became === undefined ? 'attention' : 'good',
                because: `Learned from ${from}, recorded by ${by} on ${on}. ${became === undefined ? 'A draft is below.' : `It became ${became}.`}`,
                guide: 'handover#lessons',
                actions: [
                  action('trend.became', became === undefined ? 'Set the Result…' : 'Change the Result…', {
                    values: { text: words },
                    fields: [text('became', 'Guide page or pack', { value: became, optional: true })],
                  }),
                  action('trend.unlearn', 'Remove', { values: { text: words } }),
                ],
              })),
              ...(await Promise.all(
                told.slice(0, 8).map(async ({ text: words, from, at }): Promise<Row> => ({
                  text: words,
                  tone: 'none',
                  because: `From the postmortem “${from}”. Keep it if it applies to other services.`,
                  at: await input.lineOf(at),
                  actions: [action('trend.lesson', 'Keep as a Lesson', { values: { text: words, from } })],
                })),
              )),
            ],
          },
        ]),
    {
      kind: 'actions',
      actions: [
        action('trend.lesson', 'Add a Lesson…', {
          fields: [long('text', 'What was learned'), text('from', 'Source: an incident, a review or a test')],
        }),
      ],
    },
  ];
}
