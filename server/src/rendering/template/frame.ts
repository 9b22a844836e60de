import type { Place, Span } from '../../model/span.ts';
import { unknownStr } from '../functions/printing.ts';
import type { Calls, FunctionTable } from '../functions/signature.ts';
import type { Str, Value } from '../value.ts';
import type { Budget } from '../values/budget.ts';
import { fail } from '../values/failure.ts';
import { slice, sourcesOf } from '../values/text.ts';
import type { Journal } from './journal.ts';
import type { Definition, LeftOut } from './nodes.ts';
import { literal, printedAt } from './output.ts';
import type { Scope } from './scope.ts';

/** Where the text of a template is: in a file, or in a value that `tpl` runs. */
export type Origin = { readonly file: string } | { readonly text: Str };

/** A named template. */
export interface Named {
  readonly definition: Pick<Definition, 'name' | 'body'>;
  readonly origin: Origin;
}

/** What all templates of one rendering share. */
export interface Shared {
  readonly budget: Budget;
  /** Set while a branch runs that may not run. */
  journal: Journal | undefined;
  /** Set while all of a loop is tried of which it is not known where it ends. */
  trying: boolean;
  /** Places of the values that the condition being decided asks for; undefined while none is. */
  asked: (readonly Place[])[] | undefined;
  /** What conditions that do not hold leave out, in the order of the run. */
  readonly leftOut: LeftOut[];
  /** How deep JavaScript's own stack is in use, in calls of the interpreter. */
  nesting: number;
  /** Why a template may be missing, as a clause; undefined where all of them were read. */
  readonly missing: string | undefined;
}

/** What runs templates, for functions that call them. */
export interface Interpreter {
  named(found: Named, task: { context: Context; dot: Value }): Str;
  text(text: Str, task: { context: Context; dot: Value }): Str;
}

/** What one template hands to those that it calls. */
export interface Context {
  readonly shared: Shared;
  readonly find: (name: string) => Named | undefined;
  readonly functions: FunctionTable;
  readonly interpreter: Interpreter;
}

/** What an expression is evaluated in. */
export interface Env {
  readonly frame: Frame;
  readonly dot: Value;
}

/** One template while it runs. */
export interface Frame extends Context {
  readonly scope: Scope;
  readonly origin: Origin;
  /** What functions may use while this template runs. */
  readonly calls: Calls;
}

/** The place of a range of the template's text; undefined in a text that no file has. */
export function placeIn({ origin }: Frame, span: Span): Place | undefined {
  return 'file' in origin ? { file: origin.file, span } : undefined;
}

/** Literal text of the template. */
export function literalText({ origin }: Frame, { text, span }: { text: string; span: Span }): Str {
  return 'file' in origin
    ? literal(text, { file: origin.file, span })
    : slice(origin.text, { start: span.start, end: span.end });
}

/** What an action has printed, with its place. */
export function actionText({ origin }: Frame, { text, span }: { text: Str; span: Span }): Str {
  if ('file' in origin) return printedAt(text, { file: origin.file, span });
  const own = sourcesOf(slice(origin.text, { start: span.start, end: span.end }));
  if (!own || text.text === '') return text;
  const inner = printedAt(text, nowhere);
  const pieces = (inner.pieces ?? []).map(({ at, from, ...piece }) => ({
    ...piece,
    ...(at && at !== nowhere ? { at } : {}),
    from: from ? [...new Set([...from, ...own])] : own,
  }));
  return { type: 'string', text: text.text, pieces };
}

const nowhere: Place = { file: '', span: { start: 0, end: 0 } };

/** Gives an unknown text where the template may stand in a file that was not read; else ends the template. */
export function noSuchTemplate(name: string, { missing }: Shared): Str {
  if (missing !== undefined) return unknownStr({ because: missing });
  return fail(`no template "${name}" associated with template`);
}
