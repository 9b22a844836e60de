import type { Finding, Fix } from '../model/site.ts';
import type { Span } from '../model/span.ts';

/** Fixes that bring the same edit (an import that each of them adds) bring it once. */
export function distinct(fixes: readonly Fix[]): Fix[] {
  const seen = new Set<string>();
  return fixes.map((fix) => ({
    ...fix,
    changes: fix.changes.map((change) => {
      if (!('edits' in change)) return change;
      const edits = change.edits.filter((edit) => {
        const key = JSON.stringify([change.file, edit]);
        return seen.has(key) ? false : Boolean(seen.add(key));
      });
      return { file: change.file, edits };
    }),
  }));
}

/** The first fix of each finding; of those that touch the same text, the first, and of those that make files, none. */
export function firstFixes(findings: readonly Finding[], { isSafeOnly }: { isSafeOnly: boolean }): Fix[] {
  const taken: { file: string; span: Span; text: string }[] = [];
  const isFree = (each: (typeof taken)[number]) =>
    taken.every(
      (other) =>
        other.file !== each.file ||
        other.span.end < each.span.start ||
        other.span.start > each.span.end ||
        // Two findings may want the same import.
        JSON.stringify(other) === JSON.stringify(each),
    );
  const fixes: Fix[] = [];
  for (const { suppressed, fixes: own } of findings) {
    const [fix] = own;
    if (suppressed || !fix || (isSafeOnly && fix.safety !== 'safe') || fix.changes.some((change) => 'create' in change))
      continue;
    const edits = fix.changes.flatMap((change) =>
      'edits' in change ? change.edits.map(({ span, text }) => ({ file: change.file, span, text })) : [],
    );
    if (!edits.every(isFree)) continue;
    taken.push(...edits);
    fixes.push(fix);
  }
  return distinct(fixes);
}
