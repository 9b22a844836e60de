import type { ErrorHandler } from '../../model/code-fact.ts';
import { literally } from '../../syntax/code/literally.ts';
import type { Region } from '../../syntax/code/outline.ts';
import type { Span } from '../../model/span.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { nameOfCall } from '../code/written.ts';

/** Calls that give nothing but nil beside an error, so that any look into their result panics. */
const nilOnError = /^net\/http\.(Get|Head|Post|PostForm|(Client\{\}|DefaultClient)\.(Do|Get|Head|Post|PostForm))$/;
/** Calls whose callback gets nothing but undefined beside an error, in a tick of its own. */
const undefinedOnError = /^(request(\.(get|post|put|patch|del|delete|head|default))?|(node:)?fs\.readFile)$/;

type Early = Pick<ErrorHandler, 'early'>;

/** `g, err := f(); g.x(); if err != nil`: what is read of the result before the error is checked. */
export function readBeforeCheck(code: ResolvedCode, region: Region): Early {
  const { outline } = code;
  const made = region.caught?.how === 'nil-check' ? region.caught.call : undefined;
  const call = made === undefined ? undefined : outline.calls[made];
  if (made === undefined || !call || outline.language !== 'go' || call.brackets.end >= region.opener.start) return {};
  const set = outline.bindings.find(({ value }) => value?.kind === 'call' && value.call === made);
  const results = (set?.targets ?? []).flatMap(({ names }) => (names.length === 1 ? names : []));
  const between = codeBetween(code, { start: call.brackets.end, end: region.opener.start });
  if (between === undefined) return {};
  for (const name of results) {
    if (name === '_' || name === region.caught?.name) continue;
    const read = new RegExp(`(?<![\\w.&"])${literally(name)}\\.\\w+`).exec(between);
    const isAsked = new RegExp(`\\b${literally(name)}\\s*[!=]=|\\bif\\b|\\bfunc\\b`).test(
      between.slice(0, read?.index),
    );
    if (!read || isAsked) continue;
    const isSure = nilOnError.test(nameOfCall(code, made)) && /\.(Body|StatusCode|Status|Header)$/.test(read[0]);
    return { early: { read: read[0], ...(isSure ? { sure: true as const } : {}) } };
  }
  return {};
}

/** `(error, response, body) => { JSON.parse(body) … }`: what throws when the call has failed, as no check stands before. */
export function readBeforeLook(code: ResolvedCode, index: number, region: number): Early {
  const { outline, text, resolver } = code;
  const own = outline.regions[region];
  const [caught, ...others] = own?.parameters?.map(({ name }) => name) ?? [];
  if (!own || caught === undefined || caught === '') return {};
  const isOwn = (start: number, at: number) => start >= own.body.start && resolver.functionAround(at) === region;
  const given = new Set(others.filter((name) => name !== ''));
  const parses = outline.calls.find(
    ({ callee, args, start, region: at }) =>
      callee.names.join('.') === 'JSON.parse' &&
      args[0]?.value.kind === 'path' &&
      given.has(args[0].value.path.names.join('.')) &&
      isOwn(start, at),
  );
  const member = [...given].flatMap((name) => memberOf(text, own.body, name)).sort((a, b) => a.start - b.start)[0];
  const read = parses && (!member || parses.start < member.start) ? spanOf(parses) : member;
  if (!read) return {};
  const before = codeBetween(code, { start: own.body.start, end: read.start });
  if (before === undefined || depthOf(before) > 1 || !isUnchecked(before, [caught, ...given])) return {};
  const isSure = undefinedOnError.test(nameOfCall(code, index));
  return { early: { read: text.slice(read.start, read.end), ...(isSure ? { sure: true as const } : {}) } };
}

function spanOf({ start, brackets }: { start: number; brackets: Span }): Span {
  return { start, end: brackets.end };
}

/** The first member that is read of a name; none where it is asked whether it is there. */
function memberOf(text: string, body: Span, name: string): Span[] {
  const match = new RegExp(`(?<![\\w.$"'\`])${literally(name)}\\.\\w+`).exec(text.slice(body.start, body.end));
  return match ? [{ start: body.start + match.index, end: body.start + match.index + match[0].length }] : [];
}

/** Whether nothing before asks for one of the names, or leaves the function. */
function isUnchecked(before: string, names: readonly string[]): boolean {
  const asked = names.some((name) =>
    new RegExp(`(?<![\\w.])${literally(name)}\\s*(&&|\\|\\||\\?|[!=]=|\\))|!\\s*${literally(name)}\\b`).test(
      // What is given to a call is not asked.
      before.replace(/\b(?!if\b|while\b|switch\b)[\w.]+\([^()]*\)/g, ''),
    ),
  );
  return !asked && !/\b(if|return|throw|try|switch|function)\b|=>/.test(before);
}

function depthOf(text: string): number {
  return text.split('{').length - text.split('}').length;
}

/** Characters in which a check is looked for; further away, nothing is judged. */
const nearest = 2000;

/** The text of a place without its comments; undefined where it is too long. */
function codeBetween({ outline, text }: ResolvedCode, { start, end }: Span): string | undefined {
  if (end - start > nearest) return undefined;
  let code = '';
  let at = start;
  for (const comment of outline.comments) {
    if (comment.end <= at || comment.start >= end) continue;
    code += text.slice(at, comment.start);
    at = comment.end;
  }
  return code + text.slice(at, Math.max(at, end));
}
