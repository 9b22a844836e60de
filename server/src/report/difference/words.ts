import type { LinePlace } from '../../model/line-place.ts';
import { counted } from '../summary/input.ts';
import { type Difference, isEmpty, type ItemChange, type PictureChange } from './difference.ts';

/** One sentence with the counts. */
export function headline(difference: Difference): string {
  const { since, fresh, gone, ignored, items, picture } = difference;
  if (isEmpty(difference)) return `No change to production readiness since ${shortOf(since)}`;
  const failed = items.filter(({ after }) => after === 'Failed').length;
  const parts = [
    counted(fresh.length, 'new finding'),
    `${gone.length} no longer found`,
    ...(ignored.length > 0 ? [`${ignored.length} now ignored`] : []),
    ...(items.length > failed ? [`${counted(items.length - failed, 'other checklist item')} changed`] : []),
    ...(failed > 0 ? [`${counted(failed, 'checklist item')} now failed`] : []),
    ...(picture.length > 0 ? [`${counted(picture.length, 'change')} to what is deployed`] : []),
  ];
  return `Since ${shortOf(since)}: ${parts.join(', ')}`;
}

/** A commit by its first digits. */
function shortOf(revision: string): string {
  return /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 10) : revision;
}

/** `Passed → Failed`. */
export function stateChange({ before, after }: ItemChange): string {
  return `${before ?? 'Not asked'} → ${after ?? 'Not asked'}`;
}

/** What still asks for a part that vanishes; undefined where nothing does. */
export function missedWords({ missedBy }: PictureChange): string | undefined {
  const names = missedBy.map(({ name, at }) => `${name}${at ? ` (${placeWords(at)})` : ''}`);
  return names.length === 0 ? undefined : `still used by ${names.join(', ')}`;
}

/** `file:line`. */
export function placeWords({ file, line }: LinePlace): string {
  return `${file}:${line}`;
}
