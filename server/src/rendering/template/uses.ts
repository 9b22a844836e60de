import type { TemplateSource } from '../engine.ts';
import type { Span } from '../../model/span.ts';
import { memoByText } from '../memo.ts';
import { parsedTemplate } from './parsed.ts';
import { joined, root, sameShape } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { walkUses } from './walk-uses.ts';

/** A place in a template that reads a value of the chart. */
export interface ValueUse {
  /** Below `.Values`: `['image', 'tag']`; `*` is any key or item. Empty for all of the values. */
  readonly path: readonly string[];
  /** Ranges of the last keys of the path that are written here, each of its own name. */
  readonly keys: readonly Span[];
  /** The whole expression that reads it. */
  readonly span: Span;
  /** It is printed or given away with everything below it; else it is a condition, or something below it is read. */
  readonly whole: boolean;
  /** The template prints it whatever the values are, also where it is not set. */
  readonly sure: boolean;
}

/** A name of a template, where it is called or defined; the range is without quotes. */
export interface NameUse {
  readonly name: string;
  readonly span: Span;
}

/** A call of a named template, with what it is given as `.`. */
export interface TemplateCall extends NameUse {
  readonly dot: Shape;
}

/** A `define` or a `block`. */
export interface TemplateDefinition extends NameUse {
  /** From its first brace to those of its `end`. */
  readonly around: Span;
}

/** What a template refers to. */
export interface Uses {
  readonly values: readonly ValueUse[];
  readonly calls: readonly TemplateCall[];
  readonly definitions: readonly TemplateDefinition[];
  /** Paths below `.Values` that are read in a way that cannot be followed. */
  readonly lost: readonly (readonly string[])[];
  /** Paths below `.Values` where the template itself may set or merge keys. */
  readonly changed: readonly (readonly string[])[];
  /** Calls of templates whose names are computed. */
  readonly computed: readonly Span[];
  /** It does not parse. */
  readonly unread?: true;
}

/** What `.` is in named templates; one that is not there is called with the chart's own, as most helpers are. */
export type Dots = ReadonlyMap<string, Shape>;

const units = 4_000_000;
const usesByText = memoByText(units, (text) => usesIn(text, new Map()));
const nothing: Uses = {
  values: [],
  calls: [],
  definitions: [],
  lost: [],
  changed: [],
  computed: [],
  unread: true,
};
/** Calls of helpers by helpers that are followed. */
const maxRounds = 6;

/** What one template refers to: values through `with`, `range` and variables, templates that it calls and defines. Empty for one that does not parse. */
export function usesOf({ text }: TemplateSource, dots: Dots = new Map()): Uses {
  const known = usesByText(text);
  const isUsual = known.definitions.every(({ name }) => (dots.get(name) ?? root).is === 'root');
  return isUsual ? known : usesIn(text, dots);
}

function usesIn(text: string, dots: Dots): Uses {
  const parsed = parsedTemplate(text);
  if (parsed.mistake) return nothing;
  const values: ValueUse[] = [];
  const calls: TemplateCall[] = [];
  const lost: (readonly string[])[] = [];
  const changed: (readonly string[])[] = [];
  const computed: Span[] = [];
  const found = { values, calls, lost, changed, computed };
  walkUses(parsed.body, { dot: root, found, runs: true });
  for (const { name, body } of parsed.definitions) walkUses(body, { dot: dots.get(name) ?? root, found, runs: false });
  const byPlace = (a: { span: Span }, b: { span: Span }) => a.span.start - b.span.start || a.span.end - b.span.end;
  return {
    values: values.toSorted(byPlace),
    calls: calls.toSorted(byPlace),
    lost,
    changed,
    computed,
    definitions: parsed.definitions.map(({ name, nameSpan, span }) => ({
      name,
      around: span,
      span: { start: nameSpan.start + 1, end: nameSpan.end - 1 },
    })),
  };
}

/** What all templates of a chart refer to, by their names; helpers read the values that they are called with, where all calls agree. */
export function usesInChart(sources: readonly TemplateSource[]): ReadonlyMap<string, Uses> {
  let dots: Dots = new Map();
  const uses = new Map(sources.map((source) => [source.name, usesOf(source)]));
  for (let round = 0; round < maxRounds; round++) {
    const former = dots;
    dots = dotsOf([...uses.values()]);
    const changed = new Set(
      [...dots].filter(([name, shape]) => !sameShape(shape, former.get(name) ?? root)).map(([name]) => name),
    );
    if (changed.size === 0) break;
    for (const source of sources) {
      const isChanged = uses.get(source.name)?.definitions.some(({ name }) => changed.has(name));
      if (isChanged) uses.set(source.name, usesOf(source, dots));
    }
  }
  return uses;
}

function dotsOf(all: readonly Uses[]): Dots {
  const dots = new Map<string, Shape>();
  for (const { name, dot } of all.flatMap(({ calls }) => calls)) {
    const known = dots.get(name);
    dots.set(name, known ? joined(known, dot) : dot);
  }
  return dots;
}
