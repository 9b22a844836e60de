import type { Span } from '../../model/span.ts';
import type { Argument, Binding, Call, Exit, Path, Value } from './outline.ts';
import type { Answers, BindingShape, CallPlace, CallUse, ExitShape, ValueReader } from './shapes.ts';
import type { Tokens } from './scanner/tokens.ts';

/** A call that reads its callee and its arguments from the tokens when it is asked. */
export class ReadCall implements Call {
  readonly region: number;
  readonly place: CallPlace;
  private readonly use: CallUse;
  private readonly tokens: Tokens;
  private readonly values: ValueReader;
  private readCallee: Path | undefined;
  private readArgs: readonly Argument[] | undefined;

  constructor(given: { place: CallPlace; use: CallUse; region: number; tokens: Tokens; values: ValueReader }) {
    this.place = given.place;
    this.use = given.use;
    this.region = given.region;
    this.tokens = given.tokens;
    this.values = given.values;
  }

  /** Behind the last token of the whole. */
  get to(): number {
    const { open, name } = this.place;
    return open < 0 ? name + 1 : this.tokens.behind(open);
  }

  /** By which `Answers.callAt` finds it. */
  get key(): number {
    return this.place.open < 0 ? this.place.name : this.place.open;
  }

  get constructs(): true | undefined {
    return this.use.constructs;
  }

  get awaited(): true | undefined {
    return this.use.awaited;
  }

  get discarded(): true | undefined {
    return this.use.discarded;
  }

  get how(): CallUse['how'] {
    return this.use.how;
  }

  get callee(): Path {
    return (this.readCallee ??= this.values.callee(this.place));
  }

  get args(): readonly Argument[] {
    return (this.readArgs ??= this.place.open < 0 ? [] : this.values.args(this.place));
  }

  get nameSpan(): Span {
    const { name, callee, open } = this.place;
    if (name >= 0) return this.tokens.span(name, name + 1);
    if (this.values.nameSpan) return this.values.nameSpan(this.place);
    if (open > callee) return this.tokens.span(callee, open);
    const start = this.tokens.start(callee);
    return { start, end: start };
  }

  get start(): number {
    return this.tokens.start(this.place.callee);
  }

  get brackets(): Span {
    const { open, name } = this.place;
    if (open >= 0) return this.tokens.span(open, this.tokens.behind(open));
    const end = this.tokens.end(name);
    return { start: end, end };
  }
}

/** A binding that reads its targets and its value when it is asked. */
export class ReadBinding implements Binding {
  readonly region: number;
  readonly shape: BindingShape;
  private readonly draft: Answers;
  private readTargets: readonly Path[] | undefined;
  private readValue: Value | undefined;

  constructor(given: { shape: BindingShape; region: number; draft: Answers }) {
    this.shape = given.shape;
    this.region = given.region;
    this.draft = given.draft;
  }

  get targets(): readonly Path[] {
    return (this.readTargets ??= this.shape.targets.map((each) => each.path?.() ?? this.draft.targetOf(each)));
  }

  get how(): Binding['how'] {
    return this.shape.how;
  }

  get type(): string | undefined {
    const { type } = this.shape;
    if (typeof type === 'function') return type();
    return type === undefined || typeof type === 'string' ? type : this.draft.tokens.slice(type.from, type.to);
  }

  get value(): Value | undefined {
    const { value } = this.shape;
    if (!value) return undefined;
    return (this.readValue ??= this.draft.given(value));
  }

  get span(): Span {
    return this.draft.tokens.span(this.shape.span.from, this.shape.span.to);
  }

  get targetSpans(): readonly Span[] {
    return this.shape.targets.map(({ from, to }) => this.draft.tokens.span(from, to));
  }
}

/** An exit that reads what it gives when it is asked. */
export class ReadExit implements Exit {
  readonly region: number;
  readonly shape: ExitShape;
  private readonly draft: Answers;
  private readValue: Value | undefined;
  private readValues: readonly Value[] | undefined;

  constructor(given: { shape: ExitShape; region: number; draft: Answers }) {
    this.shape = given.shape;
    this.region = given.region;
    this.draft = given.draft;
  }

  get kind(): Exit['kind'] {
    return this.shape.kind;
  }

  get implicit(): true | undefined {
    return this.shape.implicit;
  }

  get label(): string | undefined {
    return this.shape.label;
  }

  get value(): Value | undefined {
    const { value } = this.shape;
    if (!value) return undefined;
    return (this.readValue ??= this.draft.given(value));
  }

  get values(): readonly Value[] | undefined {
    const { values } = this.shape;
    if (!values) return undefined;
    return (this.readValues ??= values.map((each) => this.draft.valueOf(each)));
  }

  get span(): Span {
    return this.draft.tokens.span(this.shape.span.from, this.shape.span.to);
  }
}
