import type { ContextUse } from '../../model/context-fact.ts';
import type { Binding, Outline } from '../../syntax/code/outline.ts';
import { literally } from '../../syntax/code/literally.ts';
import type { Around } from './context-endings.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { withinOf, writtenName } from '../code/written.ts';
import { say } from '../../words/say.ts';

const limited = /^context\.With(Timeout|Deadline)(Cause)?$/;
/** What ends a program or a goroutine from within. */
const leaving = /\b(panic|goto|Goexit|Exit|Fatal\w*|Panic\w*)\b/;

/** A context with a limit that no call gets: `_, cancel := context.WithTimeout(…)`, or a name that nothing reads. */
export function isUnused({ outline, text, resolver }: ResolvedCode, binding: Binding): boolean {
  const { targets, value, how } = binding;
  const name = targets[0]?.names.length === 1 ? targets[0].names[0] : undefined;
  if (value?.kind !== 'call' || targets.length !== 2 || name === undefined || how !== 'declare') return false;
  if (!limited.test(resolver.names(value.call)[0] ?? '')) return false;
  if (name === '_') return true;
  const body = outline.regions[resolver.functionAround(binding.region)]?.body;
  if (!body) return false;
  const rest = text.slice(binding.span.end, body.end);
  const own = literally(name);
  const uses = rest.match(new RegExp(`(?<![\\w.])${own}(?!\\w)`, 'g')) ?? [];
  const blank = rest.match(new RegExp(`(?<![\\w.])_\\s*=\\s*${own}(?![\\w.(])`, 'g')) ?? [];
  // A variable of the function around it may be the same one, when it is read before.
  return (
    uses.length === blank.length &&
    new RegExp(`(?<![\\w.])${own}\\s*,`).test(text.slice(binding.span.start, binding.span.end))
  );
}

/** Loops without an end and without a way out that never ask the context at hand. */
export function endlessLoops(code: ResolvedCode, around: (region: number) => Around | undefined): ContextUse[] {
  const { outline, text, resolver } = code;
  return outline.regions.flatMap((region, index): ContextUse[] => {
    if (region.kind !== 'loop') return [];
    const { opener, body } = region;
    if (!/^for\s*(;\s*;\s*|true\s*)?\{?\s*$/.test(text.slice(opener.start, body.start))) return [];
    const found = around(index);
    if (!found || found.apart === 'closure' || found.apart === 'defer') return [];
    const isLeft = outline.exits.some(
      ({ region: at, kind, label }) =>
        kind !== 'continue' &&
        resolver.encloses(index, at) &&
        resolver.functionAround(at) === resolver.functionAround(index) &&
        (kind !== 'break' || label !== undefined || isOutermost(outline, { at, loop: index })),
    );
    const inside = text.slice(body.start, body.end);
    if (isLeft || leaving.test(inside)) return [];
    // What is made from the context, or was given it, may end what the loop waits for.
    const names = namesFrom(code, found);
    if (new RegExp(`(?<![\\w.])(?:${names.map(literally).join('|')})(?!\\w)`).test(inside)) return [];
    return [
      {
        kind: 'context-use',
        does: 'ignores',
        span: { start: opener.start, end: opener.start + 'for {'.length },
        atHand: found.own.written,
        api: 'for',
        ...withinOf(code, index),
      },
    ];
  });
}

/** A `break` without a label that leaves this loop, and not a `select`, `switch` or loop within it. */
function isOutermost({ regions }: Outline, { at, loop }: { at: number; loop: number }): boolean {
  for (let region = at; region !== loop && region > 0; region = regions[region]?.parent ?? 0)
    if (regions[region]?.kind === 'switch' || regions[region]?.kind === 'loop') return false;
  return true;
}

/** The parameter that brings a context and what is bound to something that is made with it, step by step. */
export function namesFrom({ outline, text, resolver }: ResolvedCode, { own, region }: Around): string[] {
  const names = [own.parameter];
  const sorted = outline.bindings
    .filter(({ region: at, value }) => value !== undefined && resolver.encloses(region, at))
    .sort((a, b) => a.span.start - b.span.start);
  for (const { value, targets } of sorted) {
    const source = value ? text.slice(value.span.start, value.span.end) : '';
    if (!names.some((name) => new RegExp(`(?<![\\w.])${literally(name)}(?!\\w)`).test(source))) continue;
    for (const { names: target } of targets)
      if (target.length === 1 && target[0] !== undefined && target[0] !== '_' && target[0] !== 'err')
        names.push(target[0]);
  }
  return [...new Set(names)];
}

/** `http.NewRequest` in a function that has a context, where nothing gives the request one. */
export function requestsWithout(code: ResolvedCode, around: (region: number) => Around | undefined): ContextUse[] {
  const { outline, text, resolver } = code;
  return callsNamed(code, new Set(['NewRequest'])).flatMap(({ call, index }): ContextUse[] => {
    if (resolver.names(index)[0] !== 'net/http.NewRequest') return [];
    const found = around(call.region);
    if (!found || found.apart) return [];
    const body = outline.regions[resolver.functionAround(call.region)]?.body;
    const rest = text.slice(call.brackets.end, body?.end);
    const name = found.own.parameter;
    // The request gets it later, or goes to somebody who has it as well.
    if (/\.(WithContext|Clone)\s*\(/.test(rest) || new RegExp(`(?<![\\w.])${literally(name)}(?!\\w)`).test(rest))
      return [];
    if (!/\.Do\s*\(/.test(rest)) return [];
    const written = text.slice(call.nameSpan.start, call.nameSpan.end);
    const { start } = call.brackets;
    const edits = [
      { span: call.nameSpan, text: `${written}WithContext` },
      { span: { start: start + 1, end: start + 1 }, text: `${found.own.written}, ` },
    ];
    return [
      {
        kind: 'context-use',
        does: 'drops',
        span: call.nameSpan,
        atHand: found.own.written,
        api: writtenName(outline, call),
        ...withinOf(code, call.region),
        repair: { title: say('context-signals.propagate', { atHand: found.own.written }), edits },
      },
    ];
  });
}

const databases = /^(database\/sql|github\.com\/jmoiron\/sqlx)$/;
const asking = /^(Query|QueryRow|Queryx|QueryRowx|Exec|MustExec|NamedExec|NamedQuery|Select|Get)$/;
const asked = /^(?:\w*[dD][bB]|\w*[tT]x|\w*[cC]onn|stmt|sqlx?)$/;

/** The first query of a file that takes no context: whatever its caller waits for, nothing cancels it. */
export function queriesWithout(code: ResolvedCode): ContextUse[] {
  const { outline } = code;
  if (!outline.imports.some(({ module }) => databases.test(module))) return [];
  const call = outline.calls.find(
    ({ callee: { names }, args }) =>
      names.length > 1 && args.length > 0 && asking.test(names.at(-1) ?? '') && asked.test(names.at(-2) ?? ''),
  );
  if (!call) return [];
  const place = withinOf(code, call.region);
  return [
    {
      kind: 'context-use',
      does: 'without',
      span: call.nameSpan,
      atHand: '',
      api: writtenName(outline, call),
      ...place,
    },
  ];
}
