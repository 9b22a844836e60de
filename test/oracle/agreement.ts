import type { Call, Outline, Region } from '../../server/src/syntax/code/outline.ts';

/** What two readings of one text agree on: declarations, calls and handlers, by their places and names. */
export interface Agreement {
  readonly equal: number;
  /** What one of them alone has, as `oracle: …` or `ours: …`. */
  readonly differences: readonly string[];
}

/** Compares the declarations, calls and handlers of two outlines of one text. */
export function agreement({ ours, oracle, text }: { ours: Outline; oracle: Outline; text: string }): Agreement {
  const [mine, theirs] = [itemsOf(ours, text), itemsOf(oracle, text)];
  const differences = [
    ...[...theirs].filter((item) => !mine.has(item)).map((item) => `oracle: ${item}`),
    ...[...mine].filter((item) => !theirs.has(item)).map((item) => `ours: ${item}`),
  ];
  return { equal: [...theirs].filter((item) => mine.has(item)).length, differences };
}

function itemsOf(outline: Outline, text: string): ReadonlySet<string> {
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const ofCall = ({ callee, args, brackets, nameSpan }: Call) => {
    const name = nameSpan.end - nameSpan.start > 60 ? '' : text.slice(nameSpan.start, nameSpan.end);
    return `${lineOf(brackets.start)}: call of ${callee.names.at(-1) === '' ? '' : name} at ${brackets.start} with ${args.length}`;
  };
  const ofRegion = ({ kind, name = '', body, caught, parameters = [] }: Region) => {
    const more = kind === 'handler' ? `${caught?.name} ${caught?.types.join(' ')}` : `${name} of ${parameters.length}`;
    return `${lineOf(body.start)}: ${kind} ${more} at ${body.start}`;
  };
  const declared = outline.bindings
    .filter(({ how }) => how !== 'assign')
    .flatMap(({ targetSpans }) =>
      targetSpans.map(({ start, end }) => `${lineOf(start)}: name ${text.slice(start, end)} at ${start}`),
    );
  return new Set([
    ...outline.calls.map(ofCall),
    ...outline.regions
      .filter(({ kind }) => kind === 'class' || kind === 'function' || kind === 'handler')
      .map(ofRegion),
    ...declared,
  ]);
}
