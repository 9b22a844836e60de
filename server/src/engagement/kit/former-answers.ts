import type { PartView, Row } from '../../model/engagement.ts';
import type { Review, ServiceReview } from '../../review/review.ts';
import type { Said } from '../formats.ts';

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

/** What was decided about an item that has another id now counts as decided about that one, until somebody decides anew. */
export function withMovedImprovements(said: Said, { items, moved }: Pick<Review, 'items' | 'moved'>): Said {
  const known = new Set(items.map(({ id }) => id));
  const improvements = new Map(said.improvements);
  for (const { id, items: now } of moved) {
    const [next] = now;
    const own = improvements.get(id);
    if (!own || known.has(id) || next === undefined || now.length > 1 || improvements.has(next)) continue;
    improvements.delete(id);
    improvements.set(next, own);
  }
  return { ...said, improvements };
}
