import { taskLimit, waitLimit } from '../limits/bounded-waits.ts';
import { firstOf, missing, unclear } from './given.ts';
import type { Given } from './given.ts';
import { bindingOf } from '../code/lookup.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { visitValue } from '../code/names/values.ts';
import { callsIn } from '../code/written.ts';
import { say } from '../../words/say.ts';

/** Names of functions that bound what they are given in time. */
const bounding = /time-?out|deadline|breaker|timebox|timelimit|^wait_for$|^(fail|move_on)_(after|at)$/i;
/** Timers are no bounds: what they are given runs later. */
const timer = /^(set|clear)(Timeout|Interval|Immediate)$/;
/** What makes one future of others: who waits for it waits for them. */
const gathering = /^(allOf|anyOf|all|allSettled|gather|allAsList|successfulAsList|zip|merge|when|from\w*)$/;
const ticking = /timeout|timer|delay|sleep|deadline|after|wait/i;

/** What stands around a call says: a race against a timer, `withTimeout(fetch(url), 5000)`, `breaker(() => fetch(url))`. */
export function wrapperDeadline(index: number, code: ResolvedCode): Given {
  const { outline, resolver } = code;
  const own = climbed(index, code);
  if (own.state !== 'missing') return own;
  for (let region = outline.calls[index]?.region ?? 0; region > 0; region = outline.regions[region]?.parent ?? 0) {
    const around = outline.regions[region];
    const head = around?.kind === 'block' ? { start: around.opener.start, end: around.body.start } : undefined;
    // `with Client(timeout=Timeout(None))` enters the client: what it is given bounds nothing by itself.
    const entered = head ? callsIn(outline, head).filter((call) => !resolver.argumentOf({ call })) : [];
    for (const call of [...entered, ...(around?.decorators ?? [])]) {
      const said = wrapped(call, code);
      if (said.state !== 'missing') return said;
    }
    if (around?.kind === 'function' && isLeftBehind(region, code))
      return unclear(say('wrappers.its-caller-stops-waiting-after'));
    const taken = around?.kind === 'function' ? resolver.argumentOf({ region }) : undefined;
    const said = taken
      ? [wrapped(taken.call, code), taskLimit(taken.call, code), climbed(taken.call, code)].find(
          ({ state }) => state !== 'missing',
        )
      : undefined;
    if (said) return said;
  }
  return raced(index, code);
}

/** `go func() { … }()` with a `select` behind it that waits for time as well. */
function isLeftBehind(region: number, { outline, text, resolver }: ResolvedCode): boolean {
  if (outline.language !== 'go') return false;
  const { opener, body } = outline.regions[region] ?? {};
  const isStarted = outline.calls.some(({ how, nameSpan }) => how === 'go' && nameSpan.start === opener?.start);
  const outer = outline.regions[resolver.functionAround(outline.regions[region]?.parent ?? 0)]?.body;
  return isStarted && /\bcase\s*<-\s*(time\.After\(|[\w.]+\.(C\b|Done\(\)))/.test(text.slice(body?.end, outer?.end));
}

/** What the calls say that a call is an argument of, and those behind it in its chain. */
function climbed(index: number, code: ResolvedCode): Given {
  const pending = [index];
  const seen = new Set<number>();
  for (let call = pending.pop(); call !== undefined; call = pending.pop()) {
    if (seen.has(call)) continue;
    seen.add(call);
    const waited = waitLimit(call, code);
    if (waited.state !== 'missing') return waited;
    pending.push(...code.resolver.chained(call));
    const around = code.resolver.argumentOf({ call });
    if (!around) continue;
    const said = firstOf([wrapped(around.call, code), waitLimit(around.call, code)]);
    if (said.state !== 'missing') return said;
    if (gathering.test(code.outline.calls[around.call]?.callee.names.at(-1) ?? '')) pending.push(around.call);
  }
  return missing;
}

function wrapped(call: number, code: ResolvedCode): Given {
  const names = code.outline.calls[call]?.callee.names ?? [];
  const last = names.at(-1) ?? '';
  if (last === 'race' && names.at(-2) === 'Promise') return race(call, code);
  const isBounding = names.some((name) => bounding.test(name)) && !timer.test(last);
  return isBounding ? unclear(say('wrappers.around-it-may-time-it', { names: names.join('.') })) : missing;
}

/** A promise kept in a variable that is raced later. */
function raced(index: number, code: ResolvedCode): Given {
  const binding = bindingOf(index, code);
  if (!binding || code.outline.calls[index]?.awaited) return missing;
  const name = binding.targets[0]?.names[0];
  const around = code.resolver.functionAround(binding.region);
  const found = name === undefined ? undefined : boundedNames(code).get(around)?.get(name);
  return found === undefined ? missing : wrapped(found, code);
}

/** The first call that races or bounds each variable it is given, by the function around and by the variable's name. */
const boundedNames = oncePerFile(({ outline, resolver }): ReadonlyMap<number, ReadonlyMap<string, number>> => {
  const found = new Map<number, Map<string, number>>();
  for (const [index, { callee, args, region }] of outline.calls.entries()) {
    const isRace = callee.names.at(-1) === 'race';
    if (!isRace && !callee.names.some((each) => bounding.test(each) && !timer.test(each))) continue;
    const around = resolver.functionAround(region);
    const names = found.get(around) ?? new Map<string, number>();
    found.set(around, names);
    for (const { value } of args)
      visitValue(value, (inner) => {
        const name = inner.kind === 'path' && inner.path.base === undefined ? inner.path.names[0] : undefined;
        if (name !== undefined && !names.has(name)) names.set(name, index);
      });
  }
  return found;
});

function race(call: number, { outline, text }: ResolvedCode): Given {
  const brackets = outline.calls[call]?.brackets;
  const runners = brackets ? text.slice(brackets.start, brackets.end) : '';
  if (ticking.test(runners)) return { state: 'given', because: say('wrappers.it-is-raced-against-a') };
  return unclear(say('wrappers.it-is-raced-against-something'));
}
