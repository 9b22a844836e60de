import type { StateFinding } from './state.ts';

/** What a finding is known by when lines move. */
export type ComparedFinding = Pick<StateFinding, 'rule' | 'message' | 'file' | 'text'>;

/** The same finding: in the same line, in the same file, and at last wherever the line has gone. */
const likenesses: readonly ((finding: ComparedFinding) => string)[] = [
  ({ rule, message, file, text }) => JSON.stringify([rule, message, file, text]),
  ({ rule, message, file }) => JSON.stringify([rule, message, file]),
  ({ rule, file, text }) => JSON.stringify([rule, file, text]),
  ({ rule, message, text }) => JSON.stringify([rule, message, text]),
];

/** The findings of each list that the other one does not have; equal ones are counted. */
export function unmatched<A extends ComparedFinding, B extends ComparedFinding>(
  first: readonly A[],
  second: readonly B[],
): { readonly onlyFirst: readonly A[]; readonly onlySecond: readonly B[] } {
  let onlyFirst = first;
  let onlySecond = second;
  for (const likeness of likenesses) {
    const left = new Map<string, number>();
    for (const each of onlySecond) left.set(likeness(each), (left.get(likeness(each)) ?? 0) + 1);
    const taken = new Map<string, number>();
    onlyFirst = onlyFirst.filter((each) => {
      const key = likeness(each);
      const count = taken.get(key) ?? 0;
      if (count >= (left.get(key) ?? 0)) return true;
      taken.set(key, count + 1);
      return false;
    });
    onlySecond = onlySecond.filter((each) => {
      const key = likeness(each);
      const count = taken.get(key) ?? 0;
      if (count === 0) return true;
      taken.set(key, count - 1);
      return false;
    });
  }
  return { onlyFirst, onlySecond };
}
