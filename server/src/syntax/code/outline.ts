import type { Span } from '../../model/span.ts';

/**
 * The outline of a code file: the second narrow waist, between text and facts.
 * One front end a language makes it; the resolver and the extractors in `facts/code` read it for all languages.
 *
 * Flat tables in document order, with the index of the enclosing region.
 * It holds nothing that only a syntax tree could give: no node kinds, no operator trees, no statement lists.
 * What an item holds beside its place is read from the text when it is asked for: copying one (`{ ...call }`) loses it.
 * Spans are UTF-16 offsets `[start, end)`.
 */
export interface Outline {
  readonly language: CodeLanguage;
  /** Region 0 is the file. A region's parent has a smaller index. */
  readonly regions: readonly Region[];
  readonly imports: readonly Import[];
  readonly bindings: readonly Binding[];
  readonly calls: readonly Call[];
  readonly exits: readonly Exit[];
  /** Names that the file exports, with the local name that each stands for (`default` for a default export). */
  readonly exports: readonly Export[];
  /** Comments, for reasons and suppressions. */
  readonly comments: readonly Span[];
  /** True where the text is not what the language allows. */
  readonly broken: boolean;
  /** The file holds markup of a user interface (JSX). */
  readonly markup?: true;
}

export type CodeLanguage = 'typescript' | 'javascript' | 'go' | 'python' | 'java' | 'csharp';

/** What an expression is, as far as a resolver needs it; `other` means that every consumer says *cannot tell*. */
export type Value =
  | { readonly kind: 'path'; readonly path: Path; readonly span: Span }
  | { readonly kind: 'call'; readonly call: number; readonly span: Span }
  /** An object, dict, composite or struct literal; `type` as written, where the literal names one (`&http.Client{…}`). */
  | { readonly kind: 'object'; readonly entries: readonly Argument[]; readonly type?: Path; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly span: Span }
  /** `a ? b : c`, `a || b`, `a ?? b`, Python's `x if c else y`. */
  | { readonly kind: 'either'; readonly of: readonly Value[]; readonly span: Span }
  /** A function written here; `region` is its region. */
  | { readonly kind: 'function'; readonly region: number; readonly span: Span }
  /** `text` is the content of a string without quotes (template parts that are not constant appear as `${}`), or the source of the others. */
  | { readonly kind: 'string' | 'number' | 'null' | 'boolean'; readonly text: string; readonly span: Span }
  | { readonly kind: 'other'; readonly span: Span };

/** `a.b.c` is `{ names: ['a','b','c'] }`; `f(x).get` is `{ base: <call f>, names: ['get'] }`. `this` and `self` are names. */
export interface Path {
  /** Index of the call that the path starts from. */
  readonly base?: number;
  /** The literal that the path starts from: `(&http.Server{…}).Serve`. */
  readonly literal?: Extract<Value, { readonly kind: 'object' }>;
  readonly names: readonly string[];
}

export interface Argument {
  /** Keyword, property or field name; empty for Python's `**x`, which may hold any. */
  readonly name?: string;
  /** `...x`, `*x`, `**x`. */
  readonly spread?: true;
  readonly value: Value;
  readonly span: Span;
}

export interface Import {
  /** The name in this file; empty for an import of side effects only, and for Go's `_` and `.`. */
  readonly local: string;
  /** Module as written: `axios`, `./client`, `net/http`, `requests`. */
  readonly module: string;
  /** The imported member; absent for the whole module (namespace, Go package); `default` for a default import; `*` on demand. */
  readonly member?: string;
  /** Types only: nothing of it runs. */
  readonly typeOnly?: true;
  readonly span: Span;
}

export interface Export {
  /** The exported name; `default`; `*` for a re-export of all. */
  readonly name: string;
  /** The local name; absent when it is re-exported from `module`. */
  readonly local?: string;
  readonly module?: string;
  /** What is exported when it is an expression (`export default axios.create()`, `module.exports = {…}`). */
  readonly value?: Value;
}

export type RegionKind =
  'file' | 'class' | 'function' | 'loop' | 'branch' | 'switch' | 'try' | 'handler' | 'finally' | 'block';

export interface Region {
  readonly kind: RegionKind;
  /** Index of the enclosing region; -1 for the file. */
  readonly parent: number;
  readonly name?: string | undefined;
  readonly nameSpan?: Span | undefined;
  /** The keyword or first token that opens it (`catch`, `if`, `for`, `func`), where a finding on the region is put. */
  readonly opener: Span;
  /** From brace to brace (braces included), or from colon to dedent; for an expression-bodied function, the expression. */
  readonly body: Span;
  readonly parameters?: readonly Parameter[] | undefined;
  readonly async?: true | undefined;
  /** A function or class expression, or a method in a literal: the scope around it does not know its name. */
  readonly expression?: true | undefined;
  /** The body is one expression that is returned (`x => f(x)`). */
  readonly implicitReturn?: true | undefined;
  /** Type parameters left out, as written: `extends`, `implements`, embedded fields. */
  readonly supertypes?: readonly string[] | undefined;
  readonly decorators?: readonly number[] | undefined;
  /** Go: the method's receiver. */
  readonly receiver?: Parameter | undefined;
  /** Declared result types, as written (Go: one each). */
  readonly results?: readonly string[] | undefined;
  /** For a handler. `nil-check` is Go's `if err != nil { … }`. */
  readonly caught?: Caught | undefined;
  /** For a handler, finally or function: its body has no statement. */
  readonly empty?: true | undefined;
  /** A comment with words stands in the body (or, in Python, before its first statement). */
  readonly commented?: true | undefined;
  /** For a handler: the caught name occurs in its body (inner functions that declare the name again do not count). */
  readonly mentions?: true | undefined;
}

export interface Caught {
  readonly name?: string | undefined;
  /** Types as written; empty for a catch-all. */
  readonly types: readonly string[];
  readonly how: 'catch' | 'nil-check';
  /** `nil-check`: index of the call whose error it is, where the same statement or the one before made it. */
  readonly call?: number | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type?: string | undefined;
  readonly default?: Value | undefined;
  readonly span: Span;
}

export interface Binding {
  /** `a, err := f()` has two targets. A discarded target is the path `_`. */
  readonly targets: readonly Path[];
  readonly how: 'declare' | 'assign' | 'with' | 'field' | 'parameter';
  /** Declared type as written. */
  readonly type?: string | undefined;
  /** One value for all targets (`a, err := f()`), or for the one target. */
  readonly value?: Value | undefined;
  readonly region: number;
  readonly span: Span;
  readonly targetSpans: readonly Span[];
}

export interface Call {
  readonly callee: Path;
  readonly args: readonly Argument[];
  /** `new X(…)`, Java's `new`. */
  readonly constructs?: true | undefined;
  readonly awaited?: true | undefined;
  /** The call is a statement of its own: its result is not used. */
  readonly discarded?: true | undefined;
  /** Go: started with `go`; `defer`: run at the function's end. */
  readonly how?: 'go' | 'defer' | 'void' | undefined;
  readonly region: number;
  /** The last name of the callee: where a finding on this call is put. */
  readonly nameSpan: Span;
  /** Start of the whole callee expression. */
  readonly start: number;
  /** The argument list with its brackets; a call without brackets (`new X`) has an empty span after the name. */
  readonly brackets: Span;
}

export interface Exit {
  readonly kind: 'return' | 'throw' | 'break' | 'continue';
  /** The expression body of a function (`x => f(x)`). */
  readonly implicit?: true | undefined;
  readonly label?: string | undefined;
  readonly value?: Value | undefined;
  /** Go returns several. */
  readonly values?: readonly Value[] | undefined;
  readonly region: number;
  readonly span: Span;
}
