import type { Mark, RenderedObject, Rendering } from '../model/rendering.ts';
import { touches, type Place } from '../model/span.ts';

/** What one environment makes of a place in a template or a values file. */
export interface RenderedValue {
  readonly environment: string;
  /** `Deployment shop`. */
  readonly object: string;
  /** The text that it is rendered to, the whole line where a part of one. */
  readonly text: string;
  /** Why a part of it is not known. */
  readonly unknown?: string;
}

/** What is known of a place in a template, a manifest or a values file. */
export interface RenderedPlace {
  /** The action of the template, or the value. */
  readonly place: Place;
  readonly values: readonly RenderedValue[];
  /** Where values come from: keys of values files, patches. */
  readonly sources: readonly Place[];
  /** Where templates use it. */
  readonly uses: readonly Place[];
}

/** A place as it is rendered; undefined for text that is rendered as it stands. `text` is the file's own. */
export function renderedAt(
  renderings: readonly Rendering[],
  { file, offset, text }: { file: string; offset: number; text: string },
): RenderedPlace | undefined {
  const found = renderings.flatMap(({ environment, objects }) =>
    objects.flatMap((object) =>
      object.marks.flatMap((mark) => {
        const place = placeUnder(mark, { file, offset, text });
        return place ? [{ environment, object, mark, place }] : [];
      }),
    ),
  );
  // Of nested values the smallest is the one under the cursor.
  const smallest = Math.min(...found.map(({ place }) => place.span.end - place.span.start));
  const own = found.filter(({ place }) => place.span.end - place.span.start === smallest);
  const first = own[0];
  if (!first) return undefined;
  const values = new Map<string, RenderedValue>();
  for (const { environment, object, mark } of own) {
    const value = valueOf(environment, object, mark);
    values.set(JSON.stringify(value), value);
  }
  const isElsewhere = (place: Place) => place.file !== file || !touches(place.span, offset);
  return {
    place: first.place,
    values: [...values.values()],
    sources: unique(own.flatMap(({ mark }) => mark.from ?? []).filter(isElsewhere)),
    uses: unique(own.map(({ mark }) => mark.at).filter(isElsewhere)),
  };
}

interface Cursor {
  readonly file: string;
  readonly offset: number;
  readonly text: string;
}

/** The place of a mark that the cursor is at: its action, or a value that gave it. */
function placeUnder(mark: Mark, { file, offset, text }: Cursor): Place | undefined {
  if (!mark.same && mark.at.file === file && touches(mark.at.span, offset)) return mark.at;
  return mark.from?.find((place) => place.file === file && isAt(place, { offset, text }));
}

/** The cursor is at a value, or at the key before it on the same line. */
function isAt({ span }: Place, { offset, text }: Omit<Cursor, 'file'>): boolean {
  if (touches(span, offset)) return true;
  return offset < span.start && /^[\w.\-"']*[ \t]*:[ \t]*["']?$/.test(text.slice(offset, span.start));
}

function valueOf(environment: string, object: RenderedObject, { start, end }: Mark): RenderedValue {
  const lineStart = object.text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = object.text.indexOf('\n', end);
  const text = object.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).trim();
  const unknown = object.unknowns.find((each) => each.start < end && start < each.end);
  return {
    environment,
    object: `${object.kind} ${object.name}`,
    text,
    ...(unknown ? { unknown: unknown.because } : {}),
  };
}

function unique(places: readonly Place[]): Place[] {
  const known = new Map(places.map((place) => [`${place.file} ${place.span.start} ${place.span.end}`, place]));
  return [...known.values()];
}
