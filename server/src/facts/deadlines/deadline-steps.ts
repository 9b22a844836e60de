import type { KnownPack } from '../../knowledge/outgoing-match.ts';
import { contextDeadline } from './deadline-sources.ts';
import { shortened } from './deadline.ts';
import { firstOf, unclear } from './given.ts';
import type { Given } from './given.ts';
import { bindingsOfCalls, returnsOf } from '../code/lookup.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { readDuration } from './duration.ts';
import { say } from '../../words/say.ts';

/** Calls in the same chain, before and after, and on the variable that holds the result. */
export function stepsOf(index: number, code: ResolvedCode): number[] {
  const { resolver } = code;
  const steps: number[] = [];
  for (let base = beforeIt(index, code); base !== undefined; base = beforeIt(base, code)) {
    if (base < 0 || steps.length > 40) break;
    steps.push(base);
  }
  const after = [index];
  for (let call = after.pop(); call !== undefined && steps.length < 80; call = after.pop()) {
    const next = resolver.chained(call);
    steps.push(...next);
    after.push(...next);
  }
  const whole = new Set([index, ...steps]);
  const bindings = bindingsOfCalls(code);
  const given = [...whole].flatMap((call) => bindings.get(call) ?? []).sort(([a], [b]) => a - b);
  for (const [, { targets, region, span }] of given) {
    const target = targets[0];
    if (!target || target.base !== undefined) continue;
    for (const origin of resolver.origins(target, { region, offset: span.end })) {
      if (origin.kind === 'result' && whole.has(origin.call)) steps.push(...(origin.holder?.calls ?? []));
    }
  }
  // A request may be built in a variable, step by step, before it is sent.
  for (const origin of resolver.callee(index)) if ('holder' in origin) steps.push(...(origin.holder?.calls ?? []));
  return steps;
}

/** The call that a chain goes on from, also within the function that begins it: `request(path).build()`. */
function beforeIt(index: number, code: ResolvedCode): number | undefined {
  const { outline, resolver } = code;
  const base = outline.calls[index]?.callee.base;
  if (base !== undefined) return base;
  const [origin, ...others] = resolver.callee(index);
  if (origin?.kind !== 'function' || origin.names.length > 0 || others.length > 0) return undefined;
  const returned = returnsOf(code).get(origin.region) ?? [];
  const value = returned.length === 1 ? returned[0]?.value : undefined;
  return value?.kind === 'call' ? value.call : undefined;
}

/** What the setters of the pack among these calls say. */
export function chainDeadline(
  steps: readonly number[],
  { code, known }: { code: ResolvedCode; known: KnownPack },
): Given {
  return firstOf(
    steps.flatMap((step) => {
      const call = code.outline.calls[step];
      const name = call?.callee.names.at(-1) ?? '';
      const setter = known.outgoing.chain.find(({ names }) => names.includes(name));
      const value = call?.args[0]?.value;
      if (!setter || !call || !value) return [];
      const at = code.resolver.placeOf(step);
      if (setter.is === 'context') return [contextDeadline(value, at, code)];
      const written = shortened(code.text.slice(call.nameSpan.start, call.brackets.end));
      const object = value.kind === 'object' && value.type === undefined ? value : undefined;
      if (!object) return [readDuration(value, at, { code, written })];
      // Parts of the wait: the one for the whole tells.
      const whole = object.entries.find(({ name: own }) => own === 'deadline' || own === 'total');
      if (whole) return [readDuration(whole.value, at, { code, written })];
      return [unclear(say('deadline-steps.limits-one-phase-only', { written }))];
    }),
  );
}
