import type { ChecklistItem } from '../model/review.ts';

/** The rules that decide claims of an item. */
export function checksOf({ claims }: ChecklistItem): readonly string[] {
  return claims.flatMap(({ checks }) => checks);
}
