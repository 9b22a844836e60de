import type { Span } from '../../model/span.ts';
import type { Argument, Binding, Exit, Parameter, Path, Region, Value } from './outline.ts';
import type { Tokens } from './scanner/tokens.ts';

/** Tokens `[from, to)`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Reads what expressions of one language are, when they are asked for; the outline is finished by then. */
export interface ValueReader {
  value(range: Range): Value;
  /** The path that a target of an assignment is. */
  target(range: Range): Path;
  callee(place: CallPlace): Path;
  args(place: CallPlace): readonly Argument[];
  /** Where a finding on a call whose callee ends with no name is put; the start of the callee if absent. */
  nameSpan?(place: CallPlace): Span;
}

/** Where a call stands, in tokens. */
export interface CallPlace {
  /** The first token of the whole: `new`, or the first one of the callee. */
  readonly from: number;
  /** The first token of the callee. */
  readonly callee: number;
  /** The token of the callee's last name; -1 where it has none. */
  readonly name: number;
  /** The bracket that opens the arguments; -1 for none (`new X`). */
  readonly open: number;
}

/** How a call is used. */
export interface CallUse {
  constructs?: true;
  awaited?: true;
  discarded?: true;
  how?: 'go' | 'defer' | 'void';
}

/** A binding as a front end gives it. */
export interface BindingShape {
  readonly targets: readonly (Range & { readonly path?: () => Path })[];
  readonly how: Binding['how'];
  readonly type?: Range | string | (() => string) | undefined;
  readonly value?: Range | (() => Value | undefined) | undefined;
  readonly span: Range;
  readonly region?: number;
}

/** An exit as a front end gives it. */
export interface ExitShape {
  readonly kind: Exit['kind'];
  readonly implicit?: true;
  readonly label?: string | undefined;
  readonly value?: Range | (() => Value | undefined) | undefined;
  readonly values?: readonly Range[];
  readonly span: Range;
  readonly region?: number;
}

/** A region as a front end gives it. */
export interface RegionShape extends Omit<
  Region,
  'parent' | 'commented' | 'mentions' | 'decorators' | 'parameters' | 'supertypes' | 'receiver' | 'results'
> {
  readonly parameters?: () => readonly Parameter[];
  readonly receiver?: () => Parameter | undefined;
  readonly results?: () => readonly string[];
  readonly supertypes?: () => readonly string[];
  /** For a handler: where the caught name is written in the body; names declared again are sorted out later. */
  readonly caughtAt?: () => readonly number[];
  /** For a handler: the bracket of the call whose error it is. */
  readonly caughtFrom?: number;
  /** Opening brackets of the calls that decorate it. */
  readonly decoratedBy?: readonly number[];
}

/** What items ask of the outline that they belong to. */
export interface Answers {
  readonly tokens: Tokens;
  valueOf(range: Range): Value;
  /** The value of a range, or what a front end has found another way. */
  given(of: Range | (() => Value | undefined)): Value | undefined;
  targetOf(range: Range): Path;
}

/** Where calls and functions of a finished outline are. */
export interface Places {
  /** Index of the call whose arguments the bracket `open` opens (or whose last name the token is, where it has none). */
  callAt(open: number): number | undefined;
  /** Index of the region of the function that begins with this token. */
  functionAt(token: number): number | undefined;
  /** Index of the region of the function that the whole range is. */
  functionOf(range: Range): number | undefined;
}

/** What the readers of values of one language share. */
export interface Values {
  readonly tokens: Tokens;
  readonly draft: Places;
  /** What an expression is; `depth` counts how deep the question is, and deep ones are *other*. */
  valueOf(range: Range, depth: number): Value;
}
