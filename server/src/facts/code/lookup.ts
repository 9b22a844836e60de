import type { Binding } from '../../syntax/code/outline.ts';
import { oncePerFile } from './once-per-file.ts';
import type { ResolvedCode } from './resolved.ts';
import { returnsByFunction } from './names/returns.ts';

/** Bindings of a file by the call whose result they are given, each with its index; in the order of the text. */
export const bindingsOfCalls = oncePerFile(({ outline }): ReadonlyMap<number, readonly [number, Binding][]> => {
  const found = new Map<number, [number, Binding][]>();
  for (const [index, binding] of outline.bindings.entries()) {
    if (binding.value?.kind !== 'call') continue;
    const known = found.get(binding.value.call);
    if (known) known.push([index, binding]);
    else found.set(binding.value.call, [[index, binding]]);
  }
  return found;
});

/** The first binding that is given the result of a call. */
export function bindingOf(call: number, code: ResolvedCode): Binding | undefined {
  return bindingsOfCalls(code).get(call)?.[0]?.[1];
}

/** The returns of each function of a file, by the function's region. */
export const returnsOf = oncePerFile(({ outline, resolver }) => returnsByFunction(outline, resolver.functionAround));
