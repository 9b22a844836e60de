import type { Binding, Call } from '../../syntax/code/outline.ts';
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

/** Bindings of a file by the name of their first target, where that is one name; in the order of the text. */
export const bindingsByName = oncePerFile(({ outline }): ReadonlyMap<string, readonly Binding[]> => {
  const found = new Map<string, Binding[]>();
  for (const binding of outline.bindings) {
    const [target] = binding.targets;
    const name = target?.names.length === 1 ? target.names[0] : undefined;
    if (name === undefined) continue;
    const known = found.get(name);
    if (known) known.push(binding);
    else found.set(name, [binding]);
  }
  return found;
});

/** The first call of a file at each place where the name of one begins: a function literal that is called where it is written. */
export const callsByPlace = oncePerFile(({ outline }): ReadonlyMap<number, Call> => {
  const found = new Map<number, Call>();
  for (const call of outline.calls) {
    const { start } = call.nameSpan;
    if (!found.has(start)) found.set(start, call);
  }
  return found;
});
