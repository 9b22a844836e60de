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
        text: isBegun(input) ? 'Not ended' : 'No engagement is recorded',
        tone: 'none',
        guide: 'support-options#leaving',
        because:
          'a reliable service that takes little work can stay with its developers or return to them. That is a good outcome.',
      },
    ];
  return [
    { text: `Ended on ${ended.date}`, because: `${ended.reason.replace(/[.\s]+$/, '')} (${ended.by}).` },
    { text: `${ended.holder} ${input.mode === 'takeover' ? 'is on call' : 'owns it'}`, tone: 'good' },
    ended.lessons === undefined
      ? {
          text: 'No lessons',
          tone: 'open',
          because: 'ask both teams: even a short engagement teaches something.',
        }
      : { text: `Learned: ${ended.lessons}` },
  ];
}
