import type { ThreadStart } from '../../model/stop-fact.ts';
import type { Value } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Calls of Python that run a function in another thread, where no signal is handled; with the position of the function. */
const starts: Readonly<Record<string, number | 'target'>> = {
  Thread: 'target',
  Timer: 1,
  submit: 0,
  to_thread: 0,
  run_in_executor: 1,
  start_new_thread: 0,
};

/** What Python code runs in threads beside the main one. */
export function extractThreadStarts(code: ResolvedCode): ThreadStart[] {
  const { outline } = code;
  if (outline.language !== 'python') return [];
  return outline.calls.flatMap((call): ThreadStart[] => {
    const last = call.callee.names.at(-1) ?? '';
    const position = Object.hasOwn(starts, last) ? starts[last] : undefined;
    if (position === undefined) return [];
    const given = position === 'target' ? call.args.find(({ name }) => name === 'target') : call.args[position];
    const target = given && targetOf(code, given.value);
    return target ? [{ kind: 'thread-start', span: call.nameSpan, ...target }] : [];
  });
}

function targetOf({ outline }: ResolvedCode, value: Value): Pick<ThreadStart, 'runs' | 'target'> | undefined {
  if (value.kind === 'function') {
    const body = outline.regions[value.region]?.body;
    return body && { runs: body };
  }
  // `partial(serve, port)` runs its first argument.
  const made = value.kind === 'call' ? outline.calls[value.call] : undefined;
  const path = made?.callee.names.at(-1) === 'partial' ? made.args[0]?.value : value;
  return path?.kind === 'path' && path.path.base === undefined ? { target: path.path.names.join('.') } : undefined;
}
