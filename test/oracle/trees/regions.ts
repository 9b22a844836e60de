import type { Span } from '../../../server/src/model/span.ts';
import { statesReason } from '../../../server/src/syntax/code/comments.ts';
import type { Binding, Region, RegionKind } from '../../../server/src/syntax/code/outline.ts';
import { TooMuch } from '../../../server/src/syntax/code/effort.ts';

interface Context {
  readonly parents: readonly number[];
  readonly bindings: readonly Binding[];
  readonly comments: readonly Span[];
  readonly callIndex: ReadonlyMap<number, number>;
  readonly text: string;
}

/** Nobody writes deeper code; who looks from a place outwards would walk through all of a text that nests at each sign. */
const maxDepth = 500;

function checkDepth(parents: readonly number[]): void {
  const depths: number[] = [];
  for (const parent of parents) {
    const depth = (depths[parent] ?? 0) + 1;
    if (depth > maxDepth) throw new TooMuch('too-deep', `nested deeper than ${maxDepth} levels`);
    depths.push(depth);
  }
}

/** Regions with what can be said only at the end: parents, decorators, and whether a body has a comment or uses what was caught. */
export function finishRegions(drafts: readonly RegionDraft[], context: Context): Region[] {
  checkDepth(context.parents);
  return drafts.map((draft, index) => {
    const { extent: _extent, key: _key, caughtAt, decoratorKeys, ...region } = draft;
    const decorators = (decoratorKeys ?? []).flatMap((key) => context.callIndex.get(key) ?? []);
    const commented = withReason.has(region.kind) && hasWords(region.body, context);
    const name = region.caught?.name;
    const mentions = name !== undefined && caughtAt?.some((at) => !declaredAgain(name, at, { drafts, index, context }));
    return {
      ...region,
      parent: context.parents[index] ?? -1,
      ...(decorators.length > 0 ? { decorators } : {}),
      ...(commented ? { commented: true as const } : {}),
      ...(mentions ? { mentions: true as const } : {}),
    };
  });
}

/** Regions in which a stated reason matters. */
const withReason: ReadonlySet<RegionKind> = new Set(['handler', 'function', 'finally']);

function hasWords(body: Span, { comments, text }: Context): boolean {
  for (let at = firstFrom(comments, body.start); at < comments.length; at++) {
    const comment = comments[at];
    if (!comment || comment.start >= body.end) return false;
    if (statesReason(text.slice(comment.start, comment.end))) return true;
  }
  return false;
}

function firstFrom(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a function between the handler and `at` has a parameter or variable of the same name. */
function declaredAgain(
  name: string,
  at: number,
  { drafts, index, context }: { drafts: readonly RegionDraft[]; index: number; context: Context },
): boolean {
  const handler = drafts[index];
  for (let inner = index + 1; inner < drafts.length; inner++) {
    const region = drafts[inner];
    if (!region || !handler || region.body.start >= handler.body.end) break;
    if (region.kind !== 'function' || at < (region.extent ?? region.body).start || at >= region.body.end) continue;
    if (region.parameters?.some((parameter) => parameter.name === name)) return true;
    const own = context.bindings.some(
      (binding) =>
        binding.how === 'declare' &&
        binding.region === inner &&
        binding.targets.some((target) => target.names.length === 1 && target.names[0] === name),
    );
    if (own) return true;
  }
  return false;
}

/** A region as a front end gives it. */
export interface RegionDraft extends Omit<Region, 'parent' | 'commented' | 'mentions' | 'decorators'> {
  /**
   * From where to where items belong to it; the body if absent.
   * A function's reaches from its first token, so that defaults of parameters belong to it; a branch's is its body.
   */
  readonly extent?: Span;
  /** Name by which `functionValue` refers to it: the id of a node or an offset. */
  readonly key?: number;
  /** For a handler: where the caught name is written in the body; names declared again are sorted out here. */
  readonly caughtAt?: readonly number[];
  /** Keys of the calls that decorate it. */
  readonly decoratorKeys?: readonly number[];
}
