import type { Repair } from '../../model/observation.ts';
import type { Fix } from '../../model/site.ts';

/** What an extractor could prepare as the fix of a finding; none where it could not. */
export function fixesOf(repair: Repair | undefined, file: string): Fix[] {
  if (!repair) return [];
  return [{ title: repair.title, safety: 'suggestion', changes: [{ file, edits: repair.edits }] }];
}
