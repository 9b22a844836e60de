import type { Call } from '../../syntax/code/outline.ts';
import { oncePerFile } from './once-per-file.ts';
import type { ResolvedCode } from './resolved.ts';

/** The words of an extractor: last names of the calls that it can say something about. */
export type CallWords = ReadonlySet<string> | ((last: string) => boolean);

/** A call with its index in the outline. */
export interface NamedCall {
  readonly call: Call;
  readonly index: number;
}

/** Indexes of the calls of a file by the last name of what they call, in the order of the text. */
const callsByName = oncePerFile(({ outline }): ReadonlyMap<string, number[]> => {
  const found = new Map<string, number[]>();
  for (const [index, { callee }] of outline.calls.entries()) {
    const last = callee.names.at(-1) ?? '';
    const known = found.get(last);
    if (known) known.push(index);
    else found.set(last, [index]);
  }
  return found;
});

const none: readonly NamedCall[] = [];

/** The calls whose last name is one of the words, in the order of the text: an extractor is asked about no other. */
export function callsNamed(code: ResolvedCode, words: CallWords): readonly NamedCall[] {
  const byName = callsByName(code);
  let found: number[] | undefined;
  const add = (calls: number[] | undefined) => {
    if (calls) found = found ? found.concat(calls) : calls;
  };
  if (typeof words === 'function') {
    for (const [name, calls] of byName) if (words(name)) add(calls);
  } else if (words.size < byName.size) {
    for (const word of words) add(byName.get(word));
  } else {
    for (const [name, calls] of byName) if (words.has(name)) add(calls);
  }
  if (!found) return none;
  const inOrder = found.toSorted((a, b) => a - b);
  return inOrder.flatMap((index) => {
    const call = code.outline.calls[index];
    return call ? [{ call, index }] : [];
  });
}
