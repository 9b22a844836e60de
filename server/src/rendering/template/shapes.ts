/** What an expression stands for, as far as the text of a template tells. */
export type Shape = RootShape | ValueShape | MapShape | OtherShape;

/** The `.` that Helm gives a template: `Values`, `Release`, `Chart` … */
export interface RootShape {
  readonly is: 'root';
}
/** What is below `.Values` at this path; `*` is any key or item. */
export interface ValueShape {
  readonly is: 'value';
  readonly path: readonly string[];
}
/** A map that the template makes, as `dict "root" . "image" .Values.image`. */
export interface MapShape {
  readonly is: 'map';
  readonly entries: ReadonlyMap<string, Shape>;
}
export interface OtherShape {
  readonly is: 'other';
}

/** A key that is not known, or each of them. */
export const anyKey = '*';

/** The chart's own `.`. */
export const root: RootShape = { is: 'root' };
/** Anything else. */
export const other: OtherShape = { is: 'other' };

/** The value at a path below `.Values`. */
export function valueAt(path: readonly string[]): ValueShape {
  return { is: 'value', path };
}

/** What both shapes have in common; `other` where they differ. */
export function joined(a: Shape, b: Shape): Shape {
  if (a.is === 'map' && b.is === 'map') {
    const entries = [...a.entries].map(([key, shape]) => [key, joined(shape, b.entries.get(key) ?? other)] as const);
    return { is: 'map', entries: new Map(entries) };
  }
  return sameShape(a, b) ? a : other;
}

/** Whether two shapes stand for the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a.is === 'value' && b.is === 'value') {
    return a.path.length === b.path.length && a.path.every((key, i) => key === b.path[i]);
  }
  if (a.is === 'map' && b.is === 'map') {
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, shape]) => sameShape(shape, b.entries.get(key) ?? other))
    );
  }
  return a.is === b.is;
}

/** What names lead to from a shape. */
export interface Reached {
  readonly shape: Shape;
  /** How many names, from the end, are keys below `.Values`. */
  readonly taken: number;
}

/** Follows names from a shape, as `.a.b` or `index . "a" "b"` do. */
export function reached(start: Shape, names: readonly string[]): Reached {
  const [name, ...rest] = names;
  if (name === undefined) return { shape: start, taken: 0 };
  switch (start.is) {
    case 'value':
      return { shape: valueAt([...start.path, ...names]), taken: names.length };
    case 'map':
      return reached(start.entries.get(name) ?? other, rest);
    case 'root':
      return name === 'Values' ? valuesAt(rest) : { shape: other, taken: 0 };
    case 'other': {
      // What carries the chart's own `.` has any name: `.root.Values.x`, `.context.Values.x`.
      const at = names.indexOf('Values');
      if (at < 0) return { shape: other, taken: 0 };
      return valuesAt(names.slice(at + 1));
    }
  }
}

/** What names lead to from `.Values`: its methods are no keys. */
function valuesAt(names: readonly string[]): Reached {
  const [first = ''] = names;
  const keys = first === 'AsMap' ? names.slice(1) : methods.has(first) ? [] : names;
  return { shape: valueAt(keys), taken: keys.length };
}

const methods: ReadonlySet<string> = new Set(['YAML', 'Table', 'PathValue', 'Encode']);
