import type { Span } from '../../model/span.ts';
import { statesReason } from './comments.ts';
import type { Binding, Caught, Parameter, Region, RegionKind } from './outline.ts';
import type { RegionShape } from './shapes.ts';

/** What a region looks at to answer what can be said only at the end. */
export interface RegionContext {
  readonly text: string;
  readonly comments: readonly Span[];
  readonly bindings: readonly Binding[];
  readonly regions: readonly Region[];
  readonly callAt: (open: number) => number | undefined;
}

const nothing: RegionContext = { text: '', comments: [], bindings: [], regions: [], callAt: () => undefined };

/** Regions in which a stated reason matters. */
const withReason: ReadonlySet<RegionKind> = new Set(['handler', 'function', 'finally']);

/** A region that finds its parameters, its reasons and the uses of what it caught when it is asked. */
export class ReadRegion implements Region {
  readonly parent: number;
  private shape: RegionShape;
  private index = -1;
  private context = nothing;
  private known: Map<string, unknown> | undefined;
  private readParameters: readonly Parameter[] | undefined;
  private readReceiver: Parameter | undefined;
  private readResults: readonly string[] | undefined;
  private readSupertypes: readonly string[] | undefined;

  constructor(shape: RegionShape, parent: number) {
    this.shape = shape;
    this.parent = parent;
  }

  /** Says more than was known when it began. */
  extend(more: Partial<RegionShape>): void {
    this.shape = { ...this.shape, ...more };
  }

  /** The outline is complete. */
  settle(index: number, context: RegionContext): void {
    this.index = index;
    this.context = context;
  }

  get kind(): RegionKind {
    return this.shape.kind;
  }

  get name(): string | undefined {
    return this.shape.name;
  }

  get nameSpan(): Span | undefined {
    return this.shape.nameSpan;
  }

  get opener(): Span {
    return this.shape.opener;
  }

  get body(): Span {
    return this.shape.body;
  }

  get async(): true | undefined {
    return this.shape.async;
  }

  get expression(): true | undefined {
    return this.shape.expression;
  }

  get implicitReturn(): true | undefined {
    return this.shape.implicitReturn;
  }

  get empty(): true | undefined {
    return this.shape.empty;
  }

  get caught(): Caught | undefined {
    const { caught, caughtFrom } = this.shape;
    if (!caught || caughtFrom === undefined) return caught;
    return this.once('caught', () => {
      const call = this.context.callAt(caughtFrom);
      return call === undefined ? caught : { ...caught, call };
    });
  }

  get parameters(): readonly Parameter[] | undefined {
    return (this.readParameters ??= this.shape.parameters?.());
  }

  get receiver(): Parameter | undefined {
    return (this.readReceiver ??= this.shape.receiver?.());
  }

  get results(): readonly string[] | undefined {
    return (this.readResults ??= this.shape.results?.());
  }

  get supertypes(): readonly string[] | undefined {
    return (this.readSupertypes ??= this.shape.supertypes?.());
  }

  get decorators(): readonly number[] | undefined {
    const { decoratedBy } = this.shape;
    if (!decoratedBy) return undefined;
    return this.once('decorators', () => {
      const found = decoratedBy.flatMap((open) => this.context.callAt(open) ?? []);
      return found.length > 0 ? found : undefined;
    });
  }

  get commented(): true | undefined {
    if (!withReason.has(this.shape.kind)) return undefined;
    return this.once('commented', () => (hasWords(this.shape.body, this.context) ? (true as const) : undefined));
  }

  get mentions(): true | undefined {
    const name = this.shape.caught?.name;
    const { caughtAt } = this.shape;
    if (name === undefined || !caughtAt) return undefined;
    return this.once('mentions', () =>
      caughtAt().some((at) => !this.declaredAgain(name, at)) ? (true as const) : undefined,
    );
  }

  private once<T>(property: string, find: () => T): T {
    const known = (this.known ??= new Map<string, unknown>());
    if (!known.has(property)) known.set(property, find());
    return known.get(property) as T;
  }

  /** Whether a function between this handler and `at` has a parameter or variable of the same name. */
  private declaredAgain(name: string, at: number): boolean {
    const { regions, bindings } = this.context;
    for (let inner = this.index + 1; inner < regions.length; inner++) {
      const region = regions[inner];
      if (!region || region.opener.start >= this.shape.body.end) break;
      if (region.kind !== 'function' || at < region.opener.start || at >= region.body.end) continue;
      if (region.parameters?.some((parameter) => parameter.name === name)) return true;
      const own = bindings.some(
        (binding) =>
          binding.how === 'declare' &&
          binding.region === inner &&
          binding.targets.some((target) => target.names.length === 1 && target.names[0] === name),
      );
      if (own) return true;
    }
    return false;
  }
}

function hasWords(body: Span, { comments, text }: RegionContext): boolean {
  for (let at = firstFrom(comments, body.start); at < comments.length; at++) {
    const comment = comments[at];
    if (!comment || comment.start >= body.end) return false;
    if (statesReason(text.slice(comment.start, comment.end))) return true;
  }
  return false;
}

/** Index of the first span that does not begin before `offset`; spans are in order. */
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
