import type { Value } from '../../syntax/code/outline.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** The function that a thread runs: `new Thread(() -> …)`, `new Thread() { public void run() {…} }`, a class of this file with `run`. */
export function threadFunction(code: ResolvedCode, value: Value, at: At, depth = 0): number | undefined {
  const { outline, resolver } = code;
  if (value.kind === 'function') return value.region;
  const index = value.kind === 'call' ? value.call : undefined;
  const call = index === undefined ? undefined : outline.calls[index];
  const anonymous = call?.constructs ? classBehind(code, call.brackets.end) : undefined;
  if (anonymous !== undefined) return runOf(code, anonymous);
  const first = call?.args.find((argument) => argument.value.kind !== 'string')?.value;
  if (call?.constructs && call.callee.names.join('.') === 'Thread' && first)
    return threadFunction(code, first, at, depth + 1);
  for (const origin of resolver.evaluate(value, at)) {
    if (origin.kind === 'own' && origin.names.length === 0) return runOf(code, origin.region);
    if (origin.kind === 'function' && origin.names.length === 0) return origin.region;
    if (origin.kind !== 'result' || origin.call === index || depth > 4) continue;
    return threadFunction(code, { kind: 'call', call: origin.call, span: value.span }, at, depth + 1);
  }
  return undefined;
}

/** The anonymous class whose body stands behind a constructor's arguments. */
function classBehind({ outline, text }: ResolvedCode, end: number): number | undefined {
  const found = outline.regions.findIndex(
    ({ kind, expression, body }) =>
      kind === 'class' && expression === true && body.start >= end && text.slice(end, body.start).trim() === '',
  );
  return found < 0 ? undefined : found;
}

function runOf({ outline }: ResolvedCode, owner: number): number | undefined {
  const found = outline.regions.findIndex(
    ({ kind, name, parent }) => kind === 'function' && parent === owner && (name === 'run' || name === 'call'),
  );
  return found < 0 ? undefined : found;
}
