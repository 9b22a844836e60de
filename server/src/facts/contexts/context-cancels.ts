import type { ContextUse } from '../../model/context-fact.ts';
import type { Repair } from '../../model/observation.ts';
import type { Edit, Span } from '../../model/span.ts';
import type { Binding } from '../../syntax/code/outline.ts';
import { isUnused } from './context-unasked.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { endOfLine, withinOf, writtenName } from '../code/written.ts';
import { drawerAt, drawersOf, takenFrom } from './kept-cancels.ts';
import { literally } from '../../syntax/code/literally.ts';
import { say } from '../../words/say.ts';

/** Calls that give a context together with the function that ends it early. */
export const cancelling = /^(context\.With(Cancel|Timeout|Deadline)(Cause)?|os\/signal\.NotifyContext)$/;

const making = /With(?:Cancel|Timeout|Deadline)|NotifyContext/;

/** `ctx, cancel := context.WithTimeout(…)`: whether what ends it is called on every way. */
export function findCancels(code: ResolvedCode): ContextUse[] {
  // Whatever name it has by then, it is written once.
  if (!making.test(code.text)) return takenFrom(code, []);
  const found = code.outline.bindings.flatMap((binding) => [...unusedOf(code, binding), ...cancelOf(code, binding)]);
  const stored = found.flatMap(({ does, drawer }) => (does === 'stores-cancel' && drawer ? [drawer] : []));
  return [...found, ...takenFrom(code, stored)];
}

function unusedOf(code: ResolvedCode, binding: Binding): ContextUse[] {
  if (binding.targets.length !== 2 || binding.how !== 'declare') return [];
  const [first, last] = binding.targetSpans;
  const call = binding.value?.kind === 'call' ? code.outline.calls[binding.value.call] : undefined;
  if (!first || !last || !call || !isUnused(code, binding)) return [];
  const span = { start: first.start, end: last.end };
  const api = writtenName(code.outline, call);
  return [
    {
      kind: 'context-use',
      does: 'unused',
      span,
      atHand: binding.targets[0]?.names[0] ?? '_',
      api,
      ...withinOf(code, binding.region),
    },
  ];
}

function cancelOf(code: ResolvedCode, binding: Binding): ContextUse[] {
  const { outline, resolver } = code;
  const { targets } = binding;
  if (targets.length !== 2) return [];
  const { targetSpans, value } = binding;
  const [context, cancel] = targets;
  const span = targetSpans[1];
  if (value?.kind !== 'call' || !context || !cancel || !span) return [];
  const call = outline.calls[value.call];
  if (!call || !cancelling.test(resolver.names(value.call)[0] ?? '')) return [];
  const place = {
    span,
    atHand: context.names.join('.'),
    api: writtenName(outline, call),
    ...withinOf(code, binding.region),
  };
  const name = cancel.names.length === 1 ? cancel.names[0] : undefined;
  // In a field it is kept for the code that ends the thing.
  if (name === undefined) {
    const drawer = drawerAt(code, cancel.names, { region: binding.region, isMap: false });
    return drawer ? [{ kind: 'context-use', does: 'stores-cancel', ...place, drawer }] : [];
  }
  // A variable of somebody else: what holds it may be called there.
  if (name !== '_' && binding.how === 'assign') return [];
  if (name !== '_') {
    const isCertain = isKept(code, binding, name);
    const drawers = isCertain ? drawersOf(code, binding, name) : [];
    const [drawer, ...others] = drawers;
    if (drawer && others.length === 0 && isPutAway(code, binding, name))
      return [{ kind: 'context-use', does: 'stores-cancel', ...place, drawer }];
    const does = isCertain ? 'keeps-cancel' : 'loses-cancel';
    return [{ kind: 'context-use', does, ...place }];
  }
  // The context of the program lives as long as the program.
  const around = outline.regions[resolver.functionAround(binding.region)];
  if (around?.name === 'main' || around?.name === 'init' || around === outline.regions[0]) return [];
  const repair = deferCancel(code, binding, span);
  return [{ kind: 'context-use', does: 'loses-cancel', ...place, ...(repair ? { repair } : {}) }];
}

/** It is deferred, handed to somebody, or called before each return that follows. */
function isKept({ outline, text, resolver }: ResolvedCode, binding: Binding, name: string): boolean {
  const region = resolver.functionAround(binding.region);
  const body = outline.regions[region]?.body ?? { start: 0, end: text.length };
  const from = binding.span.end;
  const calls = outline.calls.filter(
    ({ callee, start }) =>
      callee.base === undefined && callee.names.join('.') === name && start > from && start < body.end,
  );
  if (calls.some(({ how }) => how === 'defer')) return true;
  const written = text.slice(from, body.end).match(new RegExp(`(?<![\\w."])${literally(name)}\\b`, 'g')) ?? [];
  const blank = outline.bindings.filter(
    ({ targets, value, span }) =>
      span.start > from &&
      span.end <= body.end &&
      targets[0]?.names[0] === '_' &&
      value?.kind === 'path' &&
      value.path.names.join('.') === name,
  );
  if (written.length > calls.length + blank.length) return true;
  if (calls.some(({ region: at }) => resolver.functionAround(at) !== region)) return true;
  if (calls.length === 0) return false;
  const isEnded = (offset: number, at: number) =>
    calls.some(({ start, region: own }) => start < offset && resolver.encloses(own, at));
  return outline.exits
    .filter(
      ({ kind, span, region: at }) => kind === 'return' && span.start > from && resolver.functionAround(at) === region,
    )
    .every(({ span, region: at }) => isEnded(span.start, at) || !resolver.encloses(binding.region, at));
}

/** It is named once after it is made: where it is put. */
function isPutAway({ outline, text, resolver }: ResolvedCode, binding: Binding, name: string): boolean {
  const body = outline.regions[resolver.functionAround(binding.region)]?.body;
  const rest = text.slice(binding.span.end, body?.end);
  return [...rest.matchAll(new RegExp(`(?<![\\w."])${literally(name)}\\b(?!\\s*:)`, 'g'))].length === 1;
}

/** `ctx, _ := …` becomes `ctx, cancel := …` with `defer cancel()` behind it, where nothing else is called so. */
function deferCancel({ text, outline, resolver }: ResolvedCode, binding: Binding, span: Span): Repair | undefined {
  const lineStart = text.lastIndexOf('\n', binding.span.start) + 1;
  const body = outline.regions[resolver.functionAround(binding.region)]?.body;
  const isPlain = text.slice(lineStart, binding.span.start).trim() === '' && binding.how === 'declare';
  if (!isPlain || !body || /\bcancel\b/.test(text.slice(body.start, body.end))) return undefined;
  // In a loop what is deferred heaps up until the function returns.
  for (
    let at = binding.region;
    at > 0 && outline.regions[at]?.kind !== 'function';
    at = outline.regions[at]?.parent ?? 0
  )
    if (outline.regions[at]?.kind === 'loop') return undefined;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const end = endOfLine(text, binding.span.end);
  const edits: Edit[] = [
    { span, text: 'cancel' },
    { span: { start: end, end }, text: `\n${indent}defer cancel()` },
  ];
  return { title: say('context-cancels.add-defer-cancel'), edits };
}
