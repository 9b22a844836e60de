import type { Action, DraftDocument, Row } from '../model/engagement.ts';
import { listed, plain } from '../report/summary-input.ts';
import { line } from './agreement-page.ts';
import { objectivesOf } from './design-elsewhere.ts';
import { isSaid } from './early-standing.ts';
import { action, long, text } from './kit.ts';
import type { PartInput } from './part.ts';

/** Records that the engagement ends: why, who holds the pager now, what was learned. */
export function disengageForm({ said, review, mode }: PartInput): Action {
  const known = said.early.disengaged;
  return action('early.disengage', known ? 'Change…' : 'End the Engagement…', {
    fields: [
      long('reason', 'Why', {
        value: known?.reason,
        help: 'It runs well and needs little; its use stays below what was foreseen; nobody takes it over.',
      }),
      text('holder', mode === 'takeover' ? 'Who holds the pager from now on' : 'Who answers for it from now on', {
        value: known?.holder ?? review.profile.owner?.value,
      }),
      long('lessons', 'What was learned', { value: known?.lessons, optional: true }),
    ],
  });
}

/** Somebody recorded where the engagement stands, or wrote of an early one. */
function isBegun(input: PartInput): boolean {
  return input.said.state !== undefined || isSaid(input);
}

export function leavingRows(input: PartInput): Row[] {
  const ended = input.said.early.disengaged;
  if (!ended)
    return [
      {
        text: isBegun(input) ? 'Nothing was ended' : 'No engagement is recorded that could end',
        tone: 'none',
        guide: 'support-options#leaving',
        because:
          'a service that is reliable and needs little can stay with its developers, or go back to them; that is a good end.',
      },
    ];
  return [
    { text: `Ended on ${ended.date}`, because: `${ended.reason.replace(/[.\s]+$/, '')} (${ended.by}).` },
    { text: `${ended.holder} ${input.mode === 'takeover' ? 'holds the pager' : 'answers for it'}`, tone: 'good' },
    ended.lessons === undefined
      ? {
          text: 'No lesson is written down',
          tone: 'open',
          because: 'even a short engagement taught somebody something: ask.',
        }
      : { text: `Learned: ${ended.lessons}` },
  ];
}

/** A kind and honest note for all who took part. */
export function disengagement(
  input: PartInput,
  open: { readonly items: readonly string[]; readonly questions: readonly string[] },
): DraftDocument[] {
  const { service, review, said, mode } = input;
  const ended = said.early.disengaged;
  if (!ended) return [];
  const title = review.profile.title ?? service.name;
  const { tradeoffs, after } = said.early;
  const list = (all: readonly string[]) => all.map((each) => `- ${line(each)}`);
  const answered = said.early.answers['objectives']?.answer;
  const known = objectivesOf(input);
  const objectives = known.length > 0 || answered === undefined ? known : [answered];
  const page = [
    `# ${line(title)} stays with ${line(ended.holder)}`,
    '',
    `From ${ended.date} on, ${mode === 'takeover' ? `${line(ended.holder)} holds the pager of` : `${line(ended.holder)} answers for`} ${line(title)}. Written down by ${line(ended.by)}.`,
    '',
    '## Why',
    '',
    ended.reason,
    '',
    'This is a normal end. What was learned stays, and asking again is welcome at any time.',
    '',
    '## What was learned',
    '',
    ended.lessons ?? 'Nobody has written it down yet.',
    ...(after.length > 0 ? ['', 'Found after the launch:', '', ...list(after.map(({ found }) => found))] : []),
    '',
    '## What stays known',
    '',
    ...(objectives.length > 0
      ? ['Objectives:', '', ...list(objectives), '']
      : ['No objective of it is written down.', '']),
    ...(tradeoffs.length > 0
      ? [
          'Trade-offs that were accepted:',
          '',
          ...list(
            tradeoffs.map(
              ({ choice, reason, accepted }) =>
                `${choice}: ${reason}${accepted.length > 0 ? ` (accepted by ${listed(accepted)})` : ''}`,
            ),
          ),
          '',
        ]
      : []),
    ...(open.items.length > 0 ? ['Known and not fixed:', '', ...list(open.items), ''] : []),
    ...(open.questions.length > 0 ? ['Open since the design:', '', ...list(open.questions), ''] : []),
  ].join('\n');
  return [
    {
      id: 'disengagement',
      title: 'Note of the end',
      fileName: `${service.name}-disengagement.md`,
      language: 'markdown',
      text: plain(page),
    },
  ];
}
