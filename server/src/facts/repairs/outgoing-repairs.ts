import type { KnownPack } from '../../knowledge/outgoing-match.ts';
import type { CallPattern, Outgoing } from '../../knowledge/outgoing.ts';
import type { Repair } from '../../model/observation.ts';
import type { Edit, Span } from '../../model/span.ts';
import type { Argument, Call } from '../../syntax/code/outline.ts';
import type { Client } from '../calls/clients.ts';
import { insertImport } from './go-import-edit.ts';
import { insertJavaImport } from './java-log.ts';
import type { Given } from '../deadlines/given.ts';
import type { ObjectValue } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { repairRequest, statementBehind, statementsBefore } from './statement-repairs.ts';

export type Written = NonNullable<Outgoing['repair']>;

/** Adds the pack's deadline to a call, where the form of the call allows it without judgement. */
export function repairCall(
  found: { call: number; known: KnownPack; pattern: CallPattern; own: Given; through?: unknown },
  code: ResolvedCode,
): Repair | undefined {
  const { known, pattern, own } = found;
  const { repair } = known.outgoing;
  const call = code.outline.calls[found.call];
  if (!call || !repair || own.state !== 'missing') return undefined;
  if (repair.keyword !== undefined) return { title: repair.title, edits: [append(call, [repair.keyword])] };
  const request = repairRequest(found, code);
  if (request) return { title: repair.title, edits: [...request, ...importFor(repair, code)] };
  if (found.through) return undefined;
  const rewritten = pattern.rewrite === undefined ? undefined : rewrite(call, pattern.rewrite, code);
  if (rewritten) return { title: repair.title, edits: [...rewritten, ...importFor(repair, code)] };
  const edits =
    pattern.through !== undefined
      ? goThrough(call, pattern.through, code)
      : repair.append !== undefined
        ? [insertion(call.brackets.end, repair.append)]
        : addOption(call, { positions: pattern.options, url: pattern.url, repair, code });
  return edits && { title: repair.title, edits: [...edits, ...importFor(repair, code)] };
}

/** Adds the pack's deadline where a client is made. */
export function repairClient(client: Client, code: ResolvedCode): Repair | undefined {
  const { repair } = client.known.outgoing;
  if (!repair) return undefined;
  const edits = clientEdits(client, repair, code);
  return edits && { title: repair.title, edits: [...edits, ...importFor(repair, code)] };
}

function clientEdits(client: Client, repair: Written, code: ResolvedCode): Edit[] | undefined {
  const { literal, call: index, zero, options, pattern } = client;
  const { entry } = repair;
  if (literal && entry !== undefined) {
    const name = entry.slice(0, entry.indexOf(':'));
    const { entries } = literal.value;
    if (entries.some((each) => each.name === name || each.name === undefined)) return undefined;
    return [insertEntry(literal.value, entry, code)];
  }
  if (zero && entry !== undefined) return [zeroToLiteral(zero, entry, code)];
  const call = index === undefined ? undefined : code.outline.calls[index];
  if (!call) return undefined;
  if (repair.keyword !== undefined) {
    const name = repair.keyword.slice(0, repair.keyword.indexOf('='));
    const isGiven = call.args.some((each) => each.name === name || each.spread);
    return isGiven ? undefined : [append(call, [repair.keyword])];
  }
  if (repair.statement !== undefined && index !== undefined) return statementBehind(index, repair.statement, code);
  if (repair.prepared) return pattern.part ? undefined : statementsBefore(call, repair.prepared, code);
  if (pattern.setters.length > 0 && repair.append !== undefined) return [insertion(call.brackets.end, repair.append)];
  return addOption(call, { positions: options, url: undefined, repair, code });
}

/** `var c http.Client` becomes `var c = http.Client{…}`, `new(http.Client)` becomes `&http.Client{…}`. */
function zeroToLiteral({ type, by }: NonNullable<Client['zero']>, entry: string, { text }: ResolvedCode): Edit {
  const source = text.slice(type.start, type.end);
  return by === 'new'
    ? { span: type, text: `&${source.slice(source.indexOf('(') + 1, -1)}{${entry}}` }
    : { span: type, text: `= ${source}{${entry}}` };
}

/** `http.Get(url)` becomes `(&http.Client{Timeout: …}).Get(url)`. */
function goThrough(call: Call, through: string, { text }: ResolvedCode): Edit[] | undefined {
  const module = call.callee.names[0];
  const end = text.lastIndexOf('.', call.nameSpan.start);
  if (module === undefined || call.callee.names.length < 2 || end < call.start) return undefined;
  return [{ span: { start: call.start, end }, text: through.replaceAll('$module', module) }];
}

/** `http.ListenAndServe(addr, mux)` becomes `(&http.Server{Addr: addr, Handler: mux, …}).ListenAndServe()`. */
function rewrite(call: Call, form: string, { text }: ResolvedCode): Edit[] | undefined {
  const module = call.callee.names[0];
  const wanted = [...form.matchAll(/\$(\d)/g)].map(([, position]) => Number(position));
  const isWhole = wanted.every((position) => call.args[position] && !call.args[position].spread);
  if (module === undefined || call.callee.names.length < 2 || !isWhole) return undefined;
  const argument = (position: string) => {
    const span = call.args[Number(position)]?.span;
    return span ? text.slice(span.start, span.end) : '';
  };
  const written = form.replaceAll('$module', module).replace(/\$(\d)/g, (_, position: string) => argument(position));
  return [{ span: { start: call.start, end: call.brackets.end }, text: written }];
}

export interface Option {
  readonly positions: readonly number[];
  readonly url: number | undefined;
  readonly repair: Written;
  readonly code: ResolvedCode;
}

/** Adds an entry to the options of a call, where their form allows it. */
export function addOption(call: Call, { positions, url, repair, code }: Option): Edit[] | undefined {
  const { entry, filler } = repair;
  if (entry === undefined || positions.length === 0 || call.args.some(({ spread }) => spread)) return undefined;
  for (const position of positions) {
    const value = call.args[position]?.value;
    if (value?.kind === 'object') {
      const name = entry.slice(0, entry.indexOf(':'));
      return value.entries.some((each) => each.name === name) ? undefined : [insertEntry(value, entry, code)];
    }
  }
  const position = url === undefined ? Math.min(...positions) : Math.max(...positions);
  const given = call.args[position];
  const options = `{ ${entry} }`;
  if (!given) {
    const lacking = Array.from({ length: position - call.args.length }, () => filler);
    return [append(call, [...lacking, options])];
  }
  if (given.value.kind === 'function') return [insertion(given.span.start, `${options}, `)];
  if (given.value.kind === 'null') return [{ span: given.span, text: options }];
  if (given.value.kind !== 'path') return undefined;
  return [{ span: given.span, text: `{ ...${code.text.slice(given.span.start, given.span.end)}, ${entry} }` }];
}

/** Adds arguments at the end, whether or not the list ends with a comma. */
function append({ args, brackets }: Call, added: readonly string[]): Edit {
  const last: Argument | undefined = args.at(-1);
  if (!last) return { span: brackets, text: `(${added.join(', ')})` };
  return insertion(last.span.end, `, ${added.join(', ')}`);
}

/** Writes an entry first into a literal, in the literal's own layout. */
function insertEntry(literal: ObjectValue, entry: string, { text, outline }: ResolvedCode): Edit {
  const brace = text.indexOf('{', literal.span.start);
  const at = brace + 1;
  const first = literal.entries[0];
  if (!first) {
    const inner: Span = { start: at, end: Math.max(at, literal.span.end - 1) };
    const isBlank = text.slice(inner.start, inner.end).trim() === '';
    if (!isBlank) return insertion(at, ` ${entry},`);
    return { span: inner, text: outline.language === 'go' ? entry : ` ${entry} ` };
  }
  const gap = text.slice(at, first.span.start);
  const newline = gap.lastIndexOf('\n');
  if (newline >= 0) return insertion(at, `\n${gap.slice(newline + 1)}${entry},`);
  return gap === '' ? insertion(at, `${entry}, `) : insertion(at, ` ${entry},`);
}

function importFor({ import: module }: Written, code: ResolvedCode): Edit[] {
  if (module === undefined || code.outline.imports.some((each) => each.module === module)) return [];
  return code.outline.language === 'java' ? insertJavaImport(code, module) : [insertImport(code, module)];
}

function insertion(offset: number, text: string): Edit {
  return { span: { start: offset, end: offset }, text };
}
