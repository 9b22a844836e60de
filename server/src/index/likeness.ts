/** What a finding is known by when lines move. */
export interface ComparedFinding {
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  /** The text of its line, trimmed. */
  readonly text: string;
}

/** The share of words that a line keeps when it is edited and not replaced by another. */
const kept = 0.6;

type Likeness = (a: ComparedFinding, b: ComparedFinding) => boolean;

/** The same finding: in the same line, in a line that was edited or under other words, and at last wherever the line has gone. */
const likenesses: readonly Likeness[] = [
  (a, b) => a.message === b.message && a.file === b.file && a.text === b.text,
  (a, b) => a.message === b.message && a.file === b.file && isEdited(a.text, b.text),
  (a, b) => a.file === b.file && a.text === b.text,
  (a, b) => a.message === b.message && a.text === b.text,
];

/** The findings of each list that the other one does not have; equal ones are counted. */
export function unmatched<A extends ComparedFinding, B extends ComparedFinding>(
  first: readonly A[],
  second: readonly B[],
): { readonly onlyFirst: readonly A[]; readonly onlySecond: readonly B[] } {
  let onlyFirst = first;
  const left = new Map<string, B[]>();
  for (const each of second) {
    const same = left.get(each.rule);
    if (same) same.push(each);
    else left.set(each.rule, [each]);
  }
  for (const isLike of likenesses)
    onlyFirst = onlyFirst.filter((each) => {
      const same = left.get(each.rule) ?? [];
      const at = same.findIndex((other) => isLike(each, other));
      if (at >= 0) same.splice(at, 1);
      return at < 0;
    });
  return { onlyFirst, onlySecond: second.filter((each) => left.get(each.rule)?.includes(each)) };
}

/** Whether a line is another one after an edit: most of its words are the same. */
function isEdited(before: string, after: string): boolean {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const both = [...a].filter((word) => b.has(word)).length;
  return both >= kept * (a.size + b.size - both);
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.match(/[\p{L}\p{N}_]+/gu) ?? []);
}
