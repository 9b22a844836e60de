import type { Call } from '../../syntax/code/outline.ts';
import { shortened } from '../deadlines/deadline.ts';
import { firstOf, missing, unclear, withMs } from '../deadlines/given.ts';
import type { Given } from '../deadlines/given.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { javaUnit, numberAt } from './numbers.ts';
import { readDuration } from '../deadlines/duration.ts';
import { say } from '../../words/say.ts';

/** Waits for an answer that end by a number and its unit, with the position of the number. */
const counted: ReadonlyMap<string, number> = new Map([
  ['get', 0],
  ['await', 0],
  ['orTimeout', 0],
  ['completeOnTimeout', 1],
  ['getUninterruptibly', 1],
]);
/** Waits that end by a `Duration`. */
const lasting = /^(block(First|Last|Optional)?|atMost)$/;
/** What runs its task on a thread that goes on when nobody waits any more. */
const elsewhere = /^(submit|execute|schedule|invoke(All|Any)|supplyAsync|runAsync|callAsync|fromCallable)$/;

/** What a call says that waits for the result of others: `future.get(2, TimeUnit.SECONDS)`, `mono.block(limit)`. */
export function waitLimit(index: number, code: ResolvedCode): Given {
  const call = code.outline.language === 'java' ? code.outline.calls[index] : undefined;
  if (!call) return missing;
  const last = call.callee.names.at(-1) ?? '';
  const position = lasting.test(last) ? 0 : counted.get(last);
  const given = position === undefined ? undefined : call.args[position];
  if (!given || position === undefined) return missing;
  const at = code.resolver.placeOf(index);
  const written = shortened(code.text.slice(call.nameSpan.start, call.brackets.end));
  if (lasting.test(last)) return call.args.length === 1 ? readDuration(given.value, at, { code, written }) : missing;
  if (!isUnit(call, position + 1)) return missing;
  const number = numberAt(code, given.value, at);
  const size = javaUnit(call.args[position + 1]?.value);
  const ms = number === undefined || size === undefined ? undefined : Number((number * size * 1000).toPrecision(12));
  return withMs({ state: 'given', because: say('bounded-waits.limits-the-wait-for-it', { written }) }, ms);
}

/** What the calls say that wait for the result of a call. */
export function waitsAmong(steps: readonly number[], code: ResolvedCode): Given {
  return firstOf(steps.map((step) => waitLimit(step, code)));
}

/** The same for a task on a thread of its own: nobody waits any more, and the thread still does. */
export function taskLimit(index: number, code: ResolvedCode): Given {
  const last = code.outline.calls[index]?.callee.names.at(-1) ?? '';
  if (!elsewhere.test(last)) return missing;
  const said = waitsAmong([...behind(index, code)], code);
  return said.state === 'given'
    ? unclear(say('bounded-waits.but-its-thread-continues', { because: said.because }))
    : missing;
}

/** The calls behind one in its chain. */
function* behind(index: number, { resolver }: ResolvedCode): Generator<number> {
  const pending = [index];
  for (let call = pending.pop(), steps = 0; call !== undefined && steps < 40; call = pending.pop(), steps += 1) {
    yield call;
    pending.push(...resolver.chained(call));
  }
}

function isUnit({ args }: Call, position: number): boolean {
  const value = args[position]?.value;
  const name = value?.kind === 'path' ? (value.path.names.at(-1) ?? '') : '';
  return args.length === position + 1 && (/^[A-Z]{4,}S$/.test(name) || /unit$/i.test(name));
}
