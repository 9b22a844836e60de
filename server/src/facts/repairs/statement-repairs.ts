import type { KnownPack } from '../../knowledge/outgoing-match.ts';
import type { CallPattern } from '../../knowledge/outgoing.ts';
import type { Edit } from '../../model/span.ts';
import type { Call } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { literally } from '../../syntax/code/literally.ts';

/** Adds the pack's deadline behind what begins the request that a call sends: `HttpRequest.newBuilder().timeout(…)`. */
export function repairRequest(
  { call, known, pattern }: { call: number; known: KnownPack; pattern: CallPattern },
  code: ResolvedCode,
): Edit[] | undefined {
  const { outline, resolver } = code;
  const added = known.outgoing.repair?.request;
  const value = pattern.request && outline.calls[call]?.args[pattern.request.at]?.value;
  if (added === undefined || !value) return undefined;
  const origins = resolver.evaluate(value, resolver.placeOf(call));
  const only = origins.length === 1 ? origins[0] : undefined;
  if (only?.kind !== 'result') return undefined;
  let first = outline.calls[only.call];
  while (first?.callee.base !== undefined) first = outline.calls[first.callee.base];
  const begins = first?.callee.names.at(-1) ?? '';
  // A builder in a variable was begun elsewhere.
  if (!first || !pattern.request?.made.some(({ names }) => names.some((name) => name.endsWith(`.${begins}`))))
    return undefined;
  return [{ span: { start: first.brackets.end, end: first.brackets.end }, text: added }];
}

/** `conn.setReadTimeout(5000);` behind the statement that makes the client and keeps it in a variable. */
export function statementBehind(call: number, statement: string, { outline, text }: ResolvedCode): Edit[] | undefined {
  const binding = outline.bindings.find(({ value }) => value?.kind === 'call' && value.call === call);
  const name = binding?.how === 'field' ? undefined : binding?.targets[0]?.names.join('.');
  const end = binding && /^\s*;/.exec(text.slice(binding.span.end));
  if (!binding || name === undefined || !end) return undefined;
  const at = binding.span.end + end[0].length;
  const line = `\n${indentAt(text, binding.span.start)}${statement.replaceAll('$it', name)}`;
  return [{ span: { start: at, end: at }, text: line }];
}

/** Statements before the one that makes the client, and their result as its argument; nothing outside of a function. */
export function statementsBefore(
  call: Call,
  { statements, argument }: { readonly statements: readonly string[]; readonly argument: string },
  { outline, text, resolver }: ResolvedCode,
): Edit[] | undefined {
  const around = outline.regions[resolver.functionAround(call.region)];
  if (call.args.length > 0 || around?.kind !== 'function' || around.implicitReturn) return undefined;
  const lineStart = text.lastIndexOf('\n', call.start - 1) + 1;
  const isTaken = new RegExp(`\\b${literally(argument)}\\b`).test(text.slice(around.body.start, around.body.end));
  if (isTaken || lineStart <= around.body.start || !/[{};]\s*$/.test(text.slice(0, lineStart))) return undefined;
  const indent = indentAt(text, call.start);
  const lines = statements.map((statement) => `${indent}${statement}\n`).join('');
  return [
    { span: { start: lineStart, end: lineStart }, text: lines },
    { span: call.brackets, text: `(${argument})` },
  ];
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}
