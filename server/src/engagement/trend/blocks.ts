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
    { kind: 'heading', text: 'A fresh look' },
    {
      kind: 'list',
      rows: looks.map((look): Row => {
        const { reason, of, title, because } = look;
        const answer = answerTo(input, look);
        if (answer)
          return {
            text: title,
            tone: 'none',
            because: `${because} ${answer.by} said on ${answer.date}: ${answer.outcome}`,
            actions: [action('trend.unlook', 'Take Back', { values: { reason, of } })],
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
      ? 'No meeting is recorded. Where two teams share a service they meet each week: last problems, coming maintenance, plans.'
      : last.date > today
        ? `The last meeting is dated ${last.date}, which is still to come.`
        : `The last meeting was on ${last.date}, ${counted(daysBetween(last.date, today), 'day')} ago.`;
  return [
    { kind: 'heading', text: 'The regular meeting' },
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
                  ? 'This day is still to come: it does not count as held.'
                  : (told ?? `Recorded by ${by}, without minutes.`),
              actions: [action('trend.unmeet', 'Take Back', { values: { date: on, by } })],
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
      text: 'A lesson is learned when it no longer depends on who was there: it becomes a page of the Guide or a check.',
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
                because: `Learned from ${from}, told by ${by} on ${on}. ${became === undefined ? 'It has become nothing yet: a draft is below.' : `It became ${became}.`}`,
                guide: 'handover#lessons',
                actions: [
                  action('trend.became', became === undefined ? 'It Became…' : 'It Became Something Else…', {
                    values: { text: words },
                    fields: [text('became', 'The page of the Guide or the pack', { value: became, optional: true })],
                  }),
                  action('trend.unlearn', 'Remove', { values: { text: words } }),
                ],
              })),
              ...(await Promise.all(
                told.slice(0, 8).map(async ({ text: words, from, at }): Promise<Row> => ({
                  text: words,
                  tone: 'none',
                  because: `The postmortem “${from}” says so. Keep it where it is true of other services.`,
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
          fields: [long('text', 'What was learned'), text('from', 'From what: an incident, a review, a test')],
        }),
      ],
    },
  ];
}
