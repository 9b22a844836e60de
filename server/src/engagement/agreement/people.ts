import type { Row } from '../../model/engagement.ts';
import { reviewerKey } from './actions.ts';
import { reviewerForm } from './forms.ts';
import { action } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import { leftAll } from '../seen/rotation.ts';

/** Who reviews, with those who have left, and how both sides work together. */
export function peopleRows(input: PartInput): Row[] {
  const {
    said: { agreement: now },
    mode,
  } = input;
  const told = (words: string, value: string | undefined, because: string): Row =>
    value === undefined ? { text: `${words}: not set`, tone: 'open', because } : { text: `${words}: ${value}` };
  const many =
    now.reviewers.length > 3 ? 'a review has one to three reviewers; more make it longer, rarely better.' : undefined;
  return [
    ...(now.reviewers.length === 0
      ? [
          {
            text: 'No reviewer is named',
            tone: 'open' as const,
            because:
              mode === 'takeover'
                ? 'one to three SREs lead a review; the leads of both teams name them.'
                : 'one to three peers lead a review; anyone can ask them.',
          },
        ]
      : now.reviewers.map((each, i): Row => {
          const left = leftAll(input, each.name);
          const because = [
            ...(left === undefined ? [] : ['ask who reviews instead, and name them here.']),
            ...(i === 3 && many !== undefined ? [many] : []),
          ].join(' ');
          return {
            text: `${each.name}${left === undefined ? '' : ` (left on ${left})`}${each.team === undefined ? '' : `, ${each.team}`}${each.from === undefined ? '' : `, from ${each.from}`}`,
            tone: left === undefined ? 'good' : 'attention',
            ...(because === '' ? {} : { because }),
            actions: [
              reviewerForm('Change…', each),
              action('agreement.dropReviewer', 'Undo', { values: { of: reviewerKey(each) } }),
            ],
          };
        })),
    told('Goal', now.goals, 'without a goal, a review has no end.'),
    told('Staffing', now.staffing, 'who works on it, how much of their time, and until which date.'),
    told('Process', now.process, 'how often both teams meet, where they talk, and who decides.'),
  ];
}
