import type { Changed } from '../protocol.ts';
import type { Context } from './context.ts';

/** Checklist, answers, notes, Guide and summary. */
export function registerReview(
  _context: Context,
  _events: { changed(...what: Changed['what'][number][]): void },
): void {}
