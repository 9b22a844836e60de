import type { Fact } from '../../model/fact.ts';
import type { EntryLink } from '../../model/path-fact.ts';
import type { Call, Value } from '../../syntax/code/outline.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { isMiddleware, passedBy } from './limits.ts';
import type { Symbols } from './symbols.ts';

const registering =
  /^(?:Handle|HandleFunc|Get|Post|Put|Patch|Delete|Head|Options|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/**
 * Go's routes on routers of any kind, for the name of what comes in: `mux.Handle(prefix+"/orders", …)`. They say no more than
 * that a handler which is one by its parameters has this path, so that they are found by how they are written.
 */
export function goRoutes(
  code: ResolvedCode,
  { facts, symbols }: { facts: readonly Fact[]; symbols: Symbols },
): EntryLink[] {
  const { outline, text, resolver } = code;
  if (outline.language !== 'go') return [];
  const known = facts.filter((fact) => fact.kind === 'route').map(({ span }) => span);
  return callsNamed(code, (last) => registering.test(last)).flatMap(({ call, index }): EntryLink[] => {
    const { callee } = call;
    const last = callee.names.at(-1) ?? '';
    if (callee.names.length < 2) return [];
    const { args, brackets } = call;
    const [first, ...others] = args;
    if (!first || others.length === 0) return [];
    if (known.some(({ start }) => brackets.start <= start && start < brackets.end)) return [];
    const path = /"(?:[A-Z]+ )?(\/[^"\s]*)"$/.exec(text.slice(first.span.start, first.span.end))?.[1];
    const to = others.flatMap(({ value }) => handlerIn(value, { outline, symbols, region: call.region, depth: 0 }));
    if (path === undefined || to.length === 0) return [];
    const verb = /^(?:Handle|HandleFunc)$/.test(last)
      ? methodsBehind({ outline, text, resolver }, index)
      : last.toUpperCase();
    const words = verb === undefined ? path : `${verb} ${path}`;
    const around = others.map(({ value }) => middlewareIn(value, outline)).find((each) => each !== undefined);
    return [
      { span: first.span, words, waits: 'user', to, ...(around ? { limit: passedBy(around, { outline, text }) } : {}) },
    ];
  });
}

function middlewareIn(value: Value, outline: ResolvedCode['outline'], depth = 0): Call | undefined {
  const call = value.kind === 'call' && depth < 5 ? outline.calls[value.call] : undefined;
  if (!call || isMiddleware({ outline }, call)) return call;
  return call.args.map((each) => middlewareIn(each.value, outline, depth + 1)).find((each) => each !== undefined);
}

function handlerIn(
  value: Value,
  about: { outline: ResolvedCode['outline']; symbols: Symbols; region: number; depth: number },
): string[] {
  if (value.kind === 'path') return [about.symbols.ofPath(value.path, about.region) ?? []].flat();
  if (value.kind === 'function') return [`#@${value.region}`];
  if (value.kind !== 'call' || about.depth > 4) return [];
  const { args = [], region = 0 } = about.outline.calls[value.call] ?? {};
  return args.flatMap((each) => handlerIn(each.value, { ...about, region, depth: about.depth + 1 }));
}

/** gorilla/mux names the methods behind: `.Methods(http.MethodPost)`. */
function methodsBehind(
  { outline, text, resolver }: Pick<ResolvedCode, 'outline' | 'text' | 'resolver'>,
  index: number,
) {
  const behind = resolver.chained(index).map((each) => outline.calls[each]);
  const given = behind.find((call) => call?.callee.names.at(-1) === 'Methods')?.args[0]?.span;
  const written = given && text.slice(given.start, given.end);
  return written === undefined ? undefined : /(?:Method|")(\w+)"?$/.exec(written)?.[1]?.toUpperCase();
}
