/** Asks a question that may lead back to itself. Each answer is kept; what a circle cut short is asked again later. */
export type Ask<T> = <K>(answers: Map<K, readonly T[] | number>, key: K, read: () => readonly T[]) => readonly T[];

/** Deeper than people nest factories and aliases. */
const maxDepth = 40;
/** Steps that one question may cost. */
const maxSteps = 2000;

/**
 * Answers are kept by key in a map that the caller owns; a number there is the depth at which the question is being asked.
 * A question met again while it is asked adds nothing. An answer that such a circle cut short serves until the circle's
 * first question is answered, so that one question costs one visit of each other, and is then dropped.
 */
export function createAsk<T>(): Ask<T> {
  const provisional: (() => void)[] = [];
  let depth = 0;
  let steps = 0;
  /** Depth of the outermost question that was met again. */
  let lowest = Infinity;

  return (answers, key, read) => {
    const known = answers.get(key);
    if (typeof known === 'number') {
      lowest = Math.min(lowest, known);
      return [];
    }
    if (known) return known;
    if (depth === 0) steps = 0;
    if (depth >= maxDepth || ++steps > maxSteps) {
      lowest = -1;
      return [];
    }
    const outer = lowest;
    const mark = provisional.length;
    const own = depth++;
    lowest = Infinity;
    answers.set(key, own);
    let found: readonly T[] | undefined;
    try {
      found = read();
      return found;
    } finally {
      depth--;
      if (found) answers.set(key, found);
      else answers.delete(key);
      if (lowest >= own || own === 0) {
        for (const drop of provisional.splice(mark)) drop();
        lowest = outer;
      } else {
        provisional.push(() => answers.delete(key));
        lowest = Math.min(lowest, outer);
      }
    }
  };
}
