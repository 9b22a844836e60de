import type { Span } from '../../model/span.ts';
import { TooMuch } from './effort.ts';
import type { CodeLanguage, Export, Import, Outline, Path, Value } from './outline.ts';
import { ReadBinding, ReadCall, ReadExit } from './read-items.ts';
import { ReadRegion } from './read-region.ts';
import type { BindingShape, CallPlace, CallUse, ExitShape, Range, RegionShape, ValueReader } from './shapes.ts';
import type { Tokens } from './scanner/tokens.ts';

/** Nobody writes deeper code; who looks from a place outwards would walk through all of a text that nests at each sign. */
const maxDepth = 500;

/**
 * Collects the outline of one text while a front end goes through its tokens. Items may be given in any order; regions are opened and
 * closed as brackets are. What an item holds is read from the tokens when somebody asks for it.
 */
export class Draft {
  readonly tokens: Tokens;
  private readonly values: ValueReader;
  private readonly regions: ReadRegion[] = [];
  private readonly openRegions: number[] = [];
  private readonly calls: ReadCall[] = [];
  private readonly bindings: ReadBinding[] = [];
  private readonly exits: ReadExit[] = [];
  private readonly imports: Import[] = [];
  private readonly exports: Export[] = [];
  /** By the bracket that opens its arguments: the number of a call, counted from 1. */
  private readonly callNumbers: Int32Array;
  private readonly functions = new Map<number, number>();
  private readonly later: (() => void)[] = [];
  private broken: boolean;

  constructor(tokens: Tokens, values: (draft: Draft) => ValueReader) {
    this.tokens = tokens;
    this.callNumbers = new Int32Array(tokens.count + 1);
    this.broken = tokens.broken;
    this.values = values(this);
    this.open({ kind: 'file', opener: { start: 0, end: 0 }, body: { start: 0, end: tokens.text.length } });
  }

  /** Index of the innermost open region. */
  get region(): number {
    return this.openRegions.at(-1) ?? 0;
  }

  /** Index that the next region gets. */
  get nextRegion(): number {
    return this.regions.length;
  }

  /** Index of the innermost open region of these kinds; the file when there is none. */
  enclosing(...wanted: readonly RegionShape['kind'][]): number {
    return this.openRegions.findLast((index) => wanted.includes(this.regions[index]?.kind ?? 'file')) ?? 0;
  }

  /** Begins a region inside the innermost one; `key` is the token by which `functionAt` finds it. */
  open(shape: RegionShape, key?: number): number {
    const index = this.regions.length;
    if (this.openRegions.length > maxDepth) throw new TooMuch('too-deep', `nested deeper than ${maxDepth} levels`);
    this.regions.push(new ReadRegion(shape, index === 0 ? -1 : this.region));
    this.openRegions.push(index);
    if (key !== undefined) this.functions.set(key, index);
    return index;
  }

  /** Ends the region and what is open in it. */
  close(index: number): void {
    while (this.openRegions.length > 1 && this.region >= index) this.openRegions.pop();
  }

  /** Gives a name to a region that has none of its own. */
  nameRegion(index: number, named: { readonly name: string; readonly nameSpan: Span }): void {
    if (this.regions[index]?.name === undefined) this.regions[index]?.extend(named);
  }

  /** Runs when the calls have their indices, before the outline is given out. */
  whenFinished(run: () => void): void {
    this.later.push(run);
  }

  /** Says more of a region than was known when it began. */
  extend(index: number, more: Partial<RegionShape>): void {
    this.regions[index]?.extend(more);
  }

  /** Adds a call; what is returned may be changed until the outline is finished. */
  call(place: CallPlace, use: CallUse = {}): CallUse {
    const call = new ReadCall({ place, use, region: this.region, tokens: this.tokens, values: this.values });
    this.callNumbers[call.key] = this.calls.push(call);
    return use;
  }

  binding(shape: BindingShape): void {
    this.bindings.push(new ReadBinding({ shape, region: shape.region ?? this.region, draft: this }));
  }

  exit(shape: ExitShape): void {
    this.exits.push(new ReadExit({ shape, region: shape.region ?? this.region, draft: this }));
  }

  import(found: Import): void {
    this.imports.push(found);
  }

  export(found: Export): void {
    this.exports.push(found);
  }

  /** The text is not what the language allows. */
  damage(): void {
    this.broken = true;
  }

  /** Index of the call whose arguments the bracket `open` opens (or whose last name the token is, where it has none). */
  callAt(open: number): number | undefined {
    const number = this.callNumbers[open] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  /** The token with which the call begins whose arguments `open` opens, while the file is gone through. */
  beginsAt(open: number): number | undefined {
    return this.calls[(this.callNumbers[open] ?? 0) - 1]?.place.from;
  }

  /** The first argument of a call. */
  argument(open: number): Value | undefined {
    const index = this.callAt(open);
    return index === undefined ? undefined : this.calls[index]?.args[0]?.value;
  }

  /** Index of the region of the function that begins with this token. */
  functionAt(token: number): number | undefined {
    return this.functions.get(token);
  }

  /** Index of the region of the function that the whole range is. */
  functionOf({ from, to }: Range): number | undefined {
    const index = this.functions.get(from);
    const body = index === undefined ? undefined : this.regions[index]?.body;
    return body && body.end === this.tokens.end(to - 1) ? index : undefined;
  }

  valueOf(range: Range): Value {
    return this.values.value(range);
  }

  /** The value of a range, or what a front end has found another way. */
  given(of: Range | (() => Value | undefined)): Value | undefined {
    return typeof of === 'function' ? of() : this.values.value(of);
  }

  targetOf(range: Range): Path {
    return this.values.target(range);
  }

  finish(language: CodeLanguage): Outline {
    this.close(1);
    const { tokens, regions, calls, bindings, exits, imports, exports } = this;
    calls.sort((a, b) => a.place.from - b.place.from || b.to - a.to);
    bindings.sort((a, b) => a.shape.span.from - b.shape.span.from);
    exits.sort((a, b) => a.shape.span.from - b.shape.span.from);
    for (const [index, call] of calls.entries()) this.callNumbers[call.key] = index + 1;
    const { comments, text } = tokens;
    const context = { text, comments, bindings, regions, callAt: (open: number) => this.callAt(open) };
    for (const [index, region] of regions.entries()) region.settle(index, context);
    for (const run of this.later) run();
    return {
      language,
      regions,
      imports,
      bindings,
      calls,
      exits,
      exports,
      comments,
      broken: this.broken,
      ...(tokens.markup ? { markup: true as const } : {}),
    };
  }
}
