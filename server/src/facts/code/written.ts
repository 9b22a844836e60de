import type { Span } from '../../model/span.ts';
import type { Call, Outline } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from './resolved.ts';
import { literally } from '../../syntax/code/literally.ts';
import { declaresTypes } from './names/declared-types.ts';

/** A call's callee as it is written: `logger.error`, `request().get`. */
export function writtenName(outline: Outline, call: Call, depth = 0): string {
  const { base, names } = call.callee;
  const from = base === undefined || depth > 8 ? undefined : outline.calls[base];
  const before = from ? [`${writtenName(outline, from, depth + 1)}()`] : [];
  return [...before, ...names.filter((name) => name !== '')].join('.');
}

/** The canonical name of a call, or what is written where none is known. */
export function nameOfCall({ outline, resolver }: ResolvedCode, index: number): string {
  const call = outline.calls[index];
  if (!call) return '';
  const name = (isPlain(outline, resolver, index) ? undefined : resolver.names(index)[0]) ?? writtenName(outline, call);
  const first = call.args[0]?.value;
  // What is loaded tells a question for an optional module from the loading of a file.
  return loads.has(name) && first?.kind === 'string' ? `${name}('${first.text}')` : name;
}

/** Classes of the same package need no import: what is written says more than what made it. */
function isPlain({ language }: Outline, resolver: ResolvedCode['resolver'], index: number): boolean {
  if (!declaresTypes.has(language)) return false;
  return resolver
    .callee(index)
    .every((origin) => resolver.identify(origin).every(({ module }) => module === undefined));
}

const loads: ReadonlySet<string> = new Set([
  'require',
  'import',
  'require.resolve',
  '__import__',
  'importlib.import_module',
]);

/** The named function around a region, as a field of a fact. */
export function withinOf({ resolver }: ResolvedCode, region: number): { within?: string } {
  const within = resolver.within(region);
  return within === undefined ? {} : { within };
}

/** The end of the line that holds `offset`. */
export function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline;
}

/** The last name of a dotted name. */
export function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replace(/(\(\)|\{\})$/, '');
}

/** The part of a sorted table whose places lie in `span`. */
export function inSpan<T>(table: readonly T[], span: Span, startOf: (item: T) => number): readonly T[] {
  const from = firstAtOrAfter(table, span.start, startOf);
  return table.slice(from, firstAtOrAfter(table, span.end, startOf));
}

/** Indexes of the calls whose callee starts in `span`. */
export function callsIn(outline: Outline, span: Span): number[] {
  const startOf = (call: Call) => call.start;
  const from = firstAtOrAfter(outline.calls, span.start, startOf);
  const to = firstAtOrAfter(outline.calls, span.end, startOf);
  return Array.from({ length: to - from }, (_, at) => from + at);
}

function firstAtOrAfter<T>(table: readonly T[], offset: number, startOf: (item: T) => number): number {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = table[middle];
    if (item !== undefined && startOf(item) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Regions from the given one outwards, the file last. */
export function* outwards(outline: Outline, region: number): Generator<number> {
  for (let at = region; at >= 0; at = outline.regions[at]?.parent ?? -1) yield at;
}

/** Whether a region is `inside` another or the same. */
export function isInside(outline: Outline, region: number, outer: number): boolean {
  for (const at of outwards(outline, region)) {
    if (at === outer) return true;
    if (at < outer) return false;
  }
  return false;
}

/** Whether a name stands in a part of the text, comments left out. A string that holds it counts: better to miss than to accuse. */
export function writesName({ outline, text }: ResolvedCode, name: string, span: Span): boolean {
  const pattern = new RegExp(`(?<![\\w$.])${literally(name)}(?![\\w$])`, 'g');
  pattern.lastIndex = span.start;
  for (let match = pattern.exec(text); match && match.index < span.end; match = pattern.exec(text)) {
    const at = match.index;
    if (!outline.comments.some((comment) => comment.start <= at && at < comment.end)) return true;
  }
  return false;
}
