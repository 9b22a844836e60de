import type { Outline } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from './resolved.ts';

/** Finds something of a file once, for all its calls, handlers or routes that ask; kept for as long as its outline is. */
export function oncePerFile<T extends object | string | boolean>(
  find: (code: ResolvedCode) => T,
): (code: ResolvedCode) => T {
  const known = new WeakMap<Outline, T>();
  return (code) => {
    const before = known.get(code.outline);
    if (before !== undefined) return before;
    const found = find(code);
    known.set(code.outline, found);
    return found;
  };
}
