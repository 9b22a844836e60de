import type { PartView, Row } from '../model/engagement.ts';
import type { ServiceReview } from '../review/review.ts';

/** A part with what people answered while its questions were items of the checklist: recorded, and judged no more. */
export function withFormerAnswers(view: PartView, former: ServiceReview['former']): PartView {
  const own = former.filter(({ moved }) => moved.part === view.id);
  if (own.length === 0) return view;
  const rows = own.map(({ moved, answer: { answer, reason, by, date, link } }): Row => ({
    text: `Answered as “${moved.title}” on ${date}: ${answer === 'not-applicable' ? 'not applicable' : answer}`,
    tone: 'none',
    because: `${moved.question} ${by}: ${reason.replace(/\.?$/, '.')}`,
    ...(link === undefined ? {} : { link }),
  }));
  const blocks = [
    ...view.blocks,
    { kind: 'heading' as const, text: 'Former checklist answers' },
    { kind: 'list' as const, rows },
  ];
  return { ...view, blocks };
}
