import type { Block, Row } from '../../model/engagement.ts';
import { leftOf, type Blocker } from './blocks.ts';
import type { HandoverRow } from './rows.ts';
import { daysBetween } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import type { RotationInput } from '../seen/rotation.ts';
import { counted, listed } from '../../report/summary/input.ts';

type BackingInput = RotationInput & Pick<PartInput, 'today'>;

/** One sentence on the backing. */
export function backingWords(input: BackingInput): string {
  const { said, today } = input;
  const { backing: agreed } = said.handover;
  if (!agreed) return 'No support period is agreed.';
  const names = listed(
    agreed.names.map((name) => {
      const left = leftOf(input, name);
      return left === undefined ? name : `${name} (who left the rotation on ${left})`;
    }),
  );
  if (names === '') return `A support period until ${agreed.until} is recorded without names.`;
  return agreed.until < today
    ? `The support period of ${names} ended on ${agreed.until}.`
    : `${names} ${agreed.names.length === 1 ? 'supports' : 'support'} the new owners until ${agreed.until}.`;
}

/** Who backs the new holders, until when, and what of it cannot be. */
export function backingRows(input: BackingInput): Row[] {
  const { said, today } = input;
  const { backing: agreed } = said.handover;
  const heading = 'handover#backing';
  if (!agreed)
    return [
      {
        text: 'No one is named',
        tone: 'open',
        because: 'Name the developers who support the new owners, and the end date. Our default: four to six weeks.',
        guide: heading,
      },
    ];
  const rows: Row[] = [
    {
      text: backingWords(input),
      tone: agreed.names.length === 0 ? 'attention' : agreed.until < today ? 'none' : 'good',
      because:
        agreed.names.length === 0
          ? 'Name at least one developer.'
          : `Agreed on ${agreed.date}, recorded by ${agreed.by}.`,
      guide: heading,
    },
  ];
  for (const name of agreed.names) {
    const left = leftOf(input, name);
    if (left !== undefined)
      rows.push({
        text: `${name} left the rotation on ${left}`,
        tone: 'attention',
        because: 'Ask whether they still support the new owners, or name someone else.',
        guide: heading,
      });
  }
  const last = Object.values(said.handover.rows)
    .flatMap(({ done, on, none: why }) => (why === undefined ? (done ?? on ?? []) : []))
    .sort()
    .at(-1);
  if (last !== undefined && daysBetween(last, agreed.until) < 28)
    rows.push({
      text:
        daysBetween(last, agreed.until) < 0
          ? 'It ends before the last step'
          : 'It is shorter than four weeks after the last step',
      tone: 'attention',
      because: `The last step is on ${last}, the support period ends on ${agreed.until}. Our default: four to six weeks; the SRE book sets no length.`,
      guide: heading,
    });
  return rows;
}

/** What stands in the way of each row; questions of a row that nobody has planned are told as one. */
export function blockerBlocks(
  rows: readonly HandoverRow[],
  blockers: ReadonlyMap<string, readonly Blocker[]>,
): Block[] {
  return rows.flatMap((row): Block[] => {
    const list = row.state === 'none' ? [] : (blockers.get(row.responsibility.id) ?? []);
    if (list.length === 0) return [];
    const shown = row.said ? list : list.filter(({ tone }) => tone !== 'open');
    const rest = list.filter((each) => !shown.includes(each));
    const words = row.state === 'moved' ? 'open questions' : 'blockers';
    return [
      { kind: 'heading', text: `${row.responsibility.title}: ${words}` },
      {
        kind: 'list',
        rows: [
          ...shown.map((each): Row => ({ ...each })),
          ...(rest.length === 0
            ? []
            : [
                {
                  text: `${counted(rest.length, 'question')} open`,
                  tone: 'open' as const,
                  because: `${rest.map(({ text }) => text.replace(/: no answer$/, '')).join('; ')}.`,
                },
              ]),
        ],
      },
    ];
  });
}
