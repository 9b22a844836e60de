import { scalarPlaces } from '../../syntax/scalar-places.ts';
import type { Files } from '../files.ts';
import type { Source } from './from-yaml.ts';
import type { Origin, ScalarTree } from './tree.ts';

/** The text of a scalar as a source: its parts stand where they are written in the file. */
export function sourceOfScalar(scalar: ScalarTree, files: Files): Source {
  const { text, at, from } = scalar;
  const [place = at] = from ?? [];
  const whole = place && files.text(place.file);
  if (!place || whole === undefined) return { text, origin: () => ({}) };
  const find = scalarPlaces(whole, place.span, text);
  return {
    text,
    origin: (start, end): Origin => {
      const span = find({ start, end });
      return { at: { file: place.file, span }, written: whole.slice(span.start, span.end) };
    },
  };
}
