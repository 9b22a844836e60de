import type { Row } from '../../model/engagement.ts';
import { isSaid } from './standing.ts';
import type { PartInput } from '../part.ts';

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
