import { missing, unclear } from './given.ts';
import type { Given } from './given.ts';
import type { ResolvedCode } from './resolved.ts';
import { visitValue } from './values.ts';
import { callsIn } from './written.ts';

/** Names of functions that bound what they are given in time. */
const bounding = /time-?out|deadline|breaker|timebox|timelimit|^wait_for$|^(fail|move_on)_(after|at)$/i;
/** Timers are no bounds: what they are given runs later. */
const timer = /^(set|clear)(Timeout|Interval|Immediate)$/;
const ticking = /timeout|timer|delay|sleep|deadline|after|wait/i;

/** What stands around a call says: a race against a timer, `withTimeout(fetch(url), 5000)`, `breaker(() => fetch(url))`. */
export function wrapperDeadline(index: number, code: ResolvedCode): Given {
  const { outline, resolver } = code;
  const pending = [index];
  const seen = new Set<number>();
  for (let call = pending.pop(); call !== undefined; call = pending.pop()) {
    if (seen.has(call)) continue;
    seen.add(call);
    pending.push(...resolver.chained(call));
    const around = resolver.argumentOf({ call });
    if (!around) continue;
    const said = wrapped(around.call, code);
    if (said.state !== 'missing') return said;
  }
  for (let region = outline.calls[index]?.region ?? 0; region > 0; region = outline.regions[region]?.parent ?? 0) {
    const own = outline.regions[region];
    const head = own?.kind === 'block' ? callsIn(outline, { start: own.opener.start, end: own.body.start }) : [];
    for (const call of [...head, ...(own?.decorators ?? [])]) {
      const said = wrapped(call, code);
      if (said.state !== 'missing') return said;
    }
    if (own?.kind !== 'function') continue;
    const around = resolver.argumentOf({ region });
    const said = around ? wrapped(around.call, code) : missing;
    if (said.state !== 'missing') return said;
  }
  return raced(index, code);
}

function wrapped(call: number, code: ResolvedCode): Given {
  const names = code.outline.calls[call]?.callee.names ?? [];
  const last = names.at(-1) ?? '';
  if (last === 'race' && names.at(-2) === 'Promise') return race(call, code);
  const isBounding = names.some((name) => bounding.test(name)) && !timer.test(last);
  return isBounding ? unclear(`\`${names.join('.')}\` around it may end it`) : missing;
}

/** A promise kept in a variable that is raced later. */
function raced(index: number, code: ResolvedCode): Given {
  const { outline, resolver } = code;
  const binding = outline.bindings.find(({ value }) => value?.kind === 'call' && value.call === index);
  if (!binding || outline.calls[index]?.awaited) return missing;
  const name = binding.targets[0]?.names;
  const found = outline.calls.findIndex(
    ({ callee, args, region }) =>
      (callee.names.at(-1) === 'race' || callee.names.some((each) => bounding.test(each) && !timer.test(each))) &&
      resolver.functionAround(region) === resolver.functionAround(binding.region) &&
      args.some(({ value }) => {
        let isIn = false;
        visitValue(value, (inner) => {
          isIn ||= inner.kind === 'path' && inner.path.base === undefined && inner.path.names[0] === name?.[0];
        });
        return isIn;
      }),
  );
  return found < 0 ? missing : wrapped(found, code);
}

function race(call: number, { outline, text }: ResolvedCode): Given {
  const brackets = outline.calls[call]?.brackets;
  const runners = brackets ? text.slice(brackets.start, brackets.end) : '';
  if (ticking.test(runners)) return { state: 'given', because: 'it is raced against a timer' };
  return unclear('it is raced against something else');
}
