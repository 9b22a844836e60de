import type { LinePlace } from '../../model/line-place.ts';
import type { Difference } from './difference.ts';
import type { NamedPlace } from './state.ts';

/** The same with paths from the root of the repository, as annotations have them; `prefix` is the folder that was compared (`services/api/`). */
export function differenceFrom(difference: Difference, prefix: string): Difference {
  if (prefix === '') return difference;
  const at = <T extends LinePlace>(place: T): T => ({ ...place, file: `${prefix}${place.file}` });
  const named = <T extends NamedPlace>(part: T): T => (part.at ? { ...part, at: at(part.at) } : part);
  return {
    ...difference,
    fresh: difference.fresh.map(at),
    gone: difference.gone.map(at),
    ignored: difference.ignored.map(at),
    picture: difference.picture.map((each) => ({ ...named(each), missedBy: each.missedBy.map(named) })),
  };
}
