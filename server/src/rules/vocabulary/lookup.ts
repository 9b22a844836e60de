/** Finds the items of a list under a key. The list is gone through once, for as long as it is the same; the order stays. */
export function groupedBy<T>(
  keysOf: (item: T) => readonly string[],
): (list: readonly T[], key: string) => readonly T[] {
  const group = oncePer((list: readonly T[]) => {
    const groups = new Map<string, T[]>();
    for (const item of list)
      for (const key of keysOf(item)) {
        const known = groups.get(key);
        if (known) known.push(item);
        else groups.set(key, [item]);
      }
    return groups;
  });
  return (list, key) => group(list).get(key) ?? [];
}

/** Works something out once for an object: a list of facts, or the context of a rule in a file. */
export function oncePer<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly made: V }>();
  return (of) => {
    const before = known.get(of);
    if (before) return before.made;
    const made = make(of);
    known.set(of, { made });
    return made;
  };
}

type Labels = Readonly<Record<string, string>>;

/**
 * Finds the items of a list whose labels are all among the given ones, or that have none; in the order of the list.
 * Each item is kept under the rarest of its labels, so that one that all items share costs nothing.
 */
export function withinLabels<T>(labelsOf: (item: T) => Labels): (list: readonly T[], given: Labels) => readonly T[] {
  const prepare = oncePer((list: readonly T[]) => {
    const counts = new Map<string, number>();
    const own = list.map((item) => Object.entries(labelsOf(item)).map(([key, value]) => pairOf(key, value)));
    for (const pairs of own) for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
    const byRarest = new Map<string | undefined, number[]>();
    for (const [index, pairs] of own.entries()) {
      const [rarest] = pairs.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
      const group = byRarest.get(rarest);
      if (group) group.push(index);
      else byRarest.set(rarest, [index]);
    }
    return { own, byRarest, known: new Map<string, readonly T[]>() };
  });
  return (list, given) => {
    const { own, byRarest, known } = prepare(list);
    const pairs = new Set(Object.entries(given).map(([key, value]) => pairOf(key, value)));
    const signature = JSON.stringify([...pairs].sort());
    const before = known.get(signature);
    if (before) return before;
    const candidates = [undefined, ...pairs].flatMap((pair) => byRarest.get(pair) ?? []);
    const found = candidates
      .filter((index) => own[index]?.every((pair) => pairs.has(pair)))
      .sort((a, b) => a - b)
      .flatMap((index) => list.slice(index, index + 1));
    known.set(signature, found);
    return found;
  };
}

function pairOf(key: string, value: string): string {
  return `${key}\0${value}`;
}
