import type { Block, Row, TableRow } from '../../model/engagement.ts';
import { urgencyWords } from '../seen/alerts.ts';
import * as kit from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import { rotationOf } from '../seen/rotation.ts';
import { sessionKinds } from './actions.ts';
import type { TrainingContent } from './content.ts';
import { drillCell } from './drills.ts';
import { lastDrillOf, sessionsHeld } from './held.ts';
import { listed } from '../../report/summary/input.ts';
import { undo, drillAction } from './forms.ts';

const guide = 'handover#training-sessions';

/** Sessions that were held, those that the Guide suggests and nobody has recorded, and who was in none. */
export function sessionRows(input: PartInput): Row[] {
  const { said, today } = input;
  const { sessions } = said.training;
  const rows: Row[] = sessions.map(({ what, date, by, attendees }, i) => {
    const early = date > today;
    return {
      text: `${what}, ${date}`,
      tone: early ? 'attention' : 'good',
      because: early
        ? `Its date ${date} is in the future, so it is ignored.`
        : `${attendees.length === 0 ? 'No attendees recorded.' : `${listed(attendees)} ${attendees.length === 1 ? 'was' : 'were'} there.`} Recorded by ${by}.`,
      actions: [undo('session', i, what)],
    };
  });
  const held = new Set(sessionsHeld(input).map(({ what }) => what.toLowerCase()));
  for (const kind of sessionKinds)
    if (!held.has(kind.toLowerCase()))
      rows.push({
        text: `${kind}: not recorded`,
        tone: 'open',
        because: 'The Guide suggests this session.',
        guide,
      });
  const { rotation } = rotationOf(input);
  const there = new Set(sessionsHeld(input).flatMap(({ attendees }) => attendees.map((each) => each.toLowerCase())));
  const absent = (rotation?.members ?? []).filter(({ name }) => !there.has(name.toLowerCase())).map(({ name }) => name);
  if (held.size > 0 && absent.length > 0)
    rows.push({
      text: `Not in any session: ${listed(absent)}`,
      tone: 'attention',
      because: 'They are members of the rotation.',
    });
  return rows;
}

/** One drill an alert, and what was found in those that were played. */
export function drillBlocks(input: PartInput, { drills }: TrainingContent): Block[] {
  const { said, today } = input;
  const rows: TableRow[] = drills.map((each) => {
    const last = lastDrillOf(input, each.alert.name);
    const { tried } = each.alert.runbook;
    return {
      cells: [
        { text: each.alert.name, at: each.alert.at },
        { text: urgencyWords(each.alert) },
        drillCell(each),
        last
          ? { text: `${last.date}${last.who.length > 0 ? `, ${listed(last.who)}` : ''}`, tone: 'good' }
          : {
              text: tried === undefined ? 'never' : `no drill is recorded; page: ${tried}`,
              tone: 'open',
            },
      ],
      actions: [drillAction(each.alert.name)],
    };
  });
  const found: Row[] = said.training.drills.map(({ what, date, who, found: words }, i) => ({
    text: `${what}, ${date}${who.length > 0 ? `: ${listed(who)}` : ''}`,
    tone: date > today ? ('attention' as const) : ('none' as const),
    because:
      date > today
        ? `Its date ${date} is in the future, so it is ignored.`
        : words === undefined
          ? 'No findings recorded.'
          : `Found: ${words}`,
    actions: [undo('drill', i, what)],
  }));
  return [
    ...(rows.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'Drills',
            head: ['Alert', 'Urgency', 'Runbook', 'Last drill'],
            rows,
          },
        ]
      : [
          {
            kind: 'text' as const,
            text: 'No alert of this service was found, so there are no drills.',
            tone: 'open' as const,
          },
        ]),
    ...(found.length > 0 ? [{ kind: 'list' as const, rows: found }] : []),
    { kind: 'actions', actions: [drillAction(undefined)] },
  ];
}

/** The last answer that somebody gave to a question. */
export function lastOf({ said, today }: PartInput, id: string) {
  return said.training.checks.filter(({ question, date }) => question === id && date <= today).at(-1);
}

/** The answer has changed in the files since somebody gave it. */
export function isOld(input: PartInput, { id, of }: { id: string; of: string }): boolean {
  const last = lastOf(input, id);
  return last?.of !== undefined && last.of !== of;
}

/** Questions with who answered them, and whether right. */
export function checkBlocks(input: PartInput, { questions }: TrainingContent): Block[] {
  if (questions.length === 0)
    return [
      {
        kind: 'text',
        text: 'No questions: its files show no limits, runbooks or objectives.',
        tone: 'open',
      },
    ];
  const rows: Row[] = questions.map((each) => {
    const last = lastOf(input, each.id);
    const old = isOld(input, each);
    const index = last ? input.said.training.checks.indexOf(last) : -1;
    const person = last?.who ?? last?.by ?? '';
    return {
      text: each.question,
      tone: !last ? 'open' : old ? 'attention' : last.right ? 'good' : 'bad',
      because: !last
        ? 'Not answered yet.'
        : old
          ? `${person} answered on ${last.date}; the answer in its files has changed since.`
          : `${person} answered ${last.right ? 'correctly' : 'incorrectly'} on ${last.date}: ${last.answer}`,
      at: each.at,
      actions: [
        kit.action('training.answer', 'Record an answer…', {
          values: { question: each.id, of: each.of },
          fields: [
            kit.text('who', 'Who answered', { optional: true, help: 'Default: you' }),
            kit.long('answer', 'Answer'),
            kit.choice('right', 'Is it correct?', { yes: 'Yes', no: 'No' }),
          ],
        }),
        ...(last ? [undo('answer', index, each.id)] : []),
      ],
    };
  });
  return [{ kind: 'list', rows }];
}
