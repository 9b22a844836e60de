import type { Span } from '../../../server/src/model/span.ts';
import type {
  Binding,
  Call,
  CodeLanguage,
  Exit,
  Export,
  Import,
  Outline,
  Path,
  RegionKind,
  Value,
} from '../../../server/src/syntax/code/outline.ts';
import { finishRegions, type RegionDraft } from './regions.ts';
/** The region of an item is found from its place, unless it is given. */
type Placed<T extends { region: number }> = Omit<T, 'region'> & { readonly region?: number };

/**
 * Builds an outline from items fed in document order (by their start, outer before inner).
 * Calls and functions may be referred to by a key before they are fed.
 */
export interface Builder {
  /** Announces a region, which may begin later than here. */
  region(draft: RegionDraft): void;
  /** Index of the innermost region at `offset`, which must not lie before what was fed last. */
  regionAt(offset: number): number;
  /** Index of the innermost region of these kinds at `offset`, as for `regionAt`; the file when there is none. */
  enclosing(offset: number, ...kinds: readonly RegionKind[]): number;
  call(key: number, call: Placed<Call>): void;
  /** `inside` is the key of a region that may begin later: the variable of a loop belongs to its body. */
  binding(binding: Placed<Binding>, inside?: number): void;
  exit(exit: Placed<Exit>): void;
  import(found: Import): void;
  export(found: Export): void;
  comment(span: Span): void;
  /** The value of the call with this key; *other* if no such call is fed. */
  callValue(key: number, span: Span): Value;
  /** The path that starts from the call with this key. */
  pathFrom(key: number, names: readonly string[]): Path;
  /** The path to a member of what a path or a call's value stands for, both made here. */
  member(of: Path | Value, name: string): Path;
  /** A function written here; *other* if no region with this key is fed. */
  functionValue(key: number, span: Span): Value;
  finish(language: CodeLanguage, options: { broken: boolean; text: string }): Outline;
}

type Open<T> = { -readonly [K in keyof T]: T[K] };
interface Reference {
  kind: 'call' | 'function' | 'other';
  call?: number;
  region?: number;
  readonly span: Span;
}

/** An empty outline to fill. */
export function createBuilder(fileSpan: Span): Builder {
  const regions: RegionDraft[] = [];
  const parents: number[] = [];
  const stack: { index: number; end: number }[] = [];
  /** Announced regions by their start; those before `begun` have begun. A file of blocks announces all before the first begins. */
  const waiting: RegionDraft[] = [];
  let begun = 0;
  const calls: Call[] = [];
  const bindings: Binding[] = [];
  const exits: Exit[] = [];
  const imports: Import[] = [];
  const exports: Export[] = [];
  const comments: Span[] = [];
  const callIndex = new Map<number, number>();
  const regionIndex = new Map<number, number>();
  const callReferences: { key: number; value?: Reference; path?: Open<Path> }[] = [];
  /** Keys by the value or path that refers to them. */
  const keys = new Map<object, number>();
  const awaiting: { binding: number; region: number }[] = [];
  const functionReferences: { key: number; value: Reference }[] = [];

  const top = () => stack.at(-1)?.index ?? 0;
  const begin = (draft: RegionDraft) => {
    const extent = draft.extent ?? draft.body;
    while (stack.length > 1 && (stack.at(-1)?.end ?? 0) <= extent.start) stack.pop();
    parents.push(regions.length === 0 ? -1 : top());
    stack.push({ index: regions.length, end: extent.end });
    if (draft.key !== undefined) regionIndex.set(draft.key, regions.length);
    regions.push(draft);
  };
  const advance = (offset: number) => {
    for (let next = waiting[begun]; next && startOf(next) <= offset; next = waiting[begun]) {
      begun++;
      begin(next);
    }
    while (stack.length > 1 && (stack.at(-1)?.end ?? 0) <= offset) stack.pop();
    return top();
  };
  const pathFrom = (key: number, names: readonly string[]) => {
    const path: Open<Path> = { base: -1, names };
    callReferences.push({ key, path });
    keys.set(path, key);
    return path;
  };
  begin({ kind: 'file', opener: { start: 0, end: 0 }, body: fileSpan });

  return {
    region(draft) {
      let at = waiting.length;
      while (at > begun && startOf(waiting[at - 1]) > startOf(draft)) at--;
      waiting.splice(at, 0, draft);
    },
    regionAt: advance,
    enclosing(offset, ...kinds) {
      advance(offset);
      const found = stack.findLast((entry) => kinds.includes(regions[entry.index]?.kind ?? 'file'));
      return found?.index ?? 0;
    },
    call(key, call) {
      callIndex.set(key, calls.length);
      calls.push({ ...call, region: call.region ?? advance(call.start) });
    },
    binding(binding, inside) {
      if (inside !== undefined) awaiting.push({ binding: bindings.length, region: inside });
      bindings.push({ ...binding, region: binding.region ?? advance(binding.span.start) });
    },
    exit(exit) {
      exits.push({ ...exit, region: exit.region ?? advance(exit.span.start) });
    },
    import: (found) => void imports.push(found),
    export: (found) => void exports.push(found),
    comment: (span) => void comments.push(span),
    callValue(key, span) {
      const value: Reference = { kind: 'call', call: -1, span };
      callReferences.push({ key, value });
      keys.set(value, key);
      return value as Value;
    },
    pathFrom,
    member(of, name) {
      const key = keys.get(of);
      const names = 'names' in of ? [...of.names, name] : [name];
      if (key !== undefined) return pathFrom(key, names);
      return 'literal' in of && of.literal ? { literal: of.literal, names } : { names };
    },
    functionValue(key, span) {
      const value: Reference = { kind: 'function', region: -1, span };
      functionReferences.push({ key, value });
      return value as Value;
    },
    finish(language, { broken, text }) {
      advance(Number.MAX_SAFE_INTEGER);
      for (const { key, value, path } of callReferences) {
        const index = callIndex.get(key);
        if (path && index !== undefined) path.base = index;
        else if (path) startNowhere(path);
        if (!value) continue;
        if (index === undefined) unknown(value);
        else value.call = index;
      }
      for (const { key, value } of functionReferences) {
        const index = regionIndex.get(key);
        if (index === undefined) unknown(value);
        else value.region = index;
      }
      for (const { binding, region } of awaiting) {
        const [early, index] = [bindings[binding], regionIndex.get(region)];
        if (early && index !== undefined) bindings[binding] = { ...early, region: index };
      }
      const finished = finishRegions(regions, { parents, bindings, comments, callIndex, text });
      return { language, regions: finished, imports, bindings, calls, exits, exports, comments, broken };
    },
  };
}

function startOf(draft: RegionDraft | undefined): number {
  return draft ? (draft.extent ?? draft.body).start : 0;
}

/** The path of something that was no call after all: its root is unknown. */
function startNowhere(path: Open<Path>): void {
  delete path.base;
  path.names = ['', ...path.names];
}

function unknown(value: Reference): void {
  value.kind = 'other';
  delete value.call;
  delete value.region;
}
