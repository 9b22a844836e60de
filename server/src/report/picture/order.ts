/** An edge between two nodes by their numbers, from left to right. */
export type Pair = readonly [from: number, to: number];

const sweeps = 8;

/**
 * Orders the nodes of each layer so that few edges between neighbouring layers cross: by the mean position of their neighbours,
 * back and forth, and the best that was seen. Edges must lead from one layer to the next.
 */
export function orderLayers(layers: readonly (readonly number[])[], edges: readonly Pair[]): number[][] {
  const before = new Map<number, number[]>();
  const after = new Map<number, number[]>();
  const add = (map: Map<number, number[]>, key: number, value: number) => {
    const known = map.get(key);
    if (known) known.push(value);
    else map.set(key, [value]);
  };
  for (const [from, to] of edges) {
    add(after, from, to);
    add(before, to, from);
  }
  let now = layers.map((layer) => [...layer]);
  let best = now;
  let fewest = crossings(now, after);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const forth = sweep % 2 === 0;
    const next = now.map((layer) => [...layer]);
    const positions = new Map<number, number>();
    const place = (layer: readonly number[]) => layer.forEach((node, at) => positions.set(node, at));
    for (const layer of forth ? next : [...next].reverse()) {
      const keys = new Map(
        layer.map((node, at) => [node, meanOf((forth ? before : after).get(node), positions) ?? at] as const),
      );
      // Sorting is stable: equals keep their order, so that the same input gives the same picture.
      layer.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
      place(layer);
    }
    now = next;
    const count = crossings(now, after);
    if (count < fewest) [best, fewest] = [now, count];
  }
  return best;
}

function meanOf(nodes: readonly number[] | undefined, positions: ReadonlyMap<number, number>): number | undefined {
  const known = (nodes ?? []).flatMap((node) => positions.get(node) ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0) / known.length;
}

function crossings(layers: readonly (readonly number[])[], after: ReadonlyMap<number, readonly number[]>): number {
  let count = 0;
  for (const [at, layer] of layers.entries()) {
    const positions = new Map((layers[at + 1] ?? []).map((node, index) => [node, index]));
    /** Ends of the edges that were seen, sorted. */
    const ends: number[] = [];
    for (const node of layer) {
      const own = (after.get(node) ?? []).flatMap((to) => positions.get(to) ?? []).sort((a, b) => a - b);
      for (const end of own) count += ends.length - above(ends, end);
      for (const end of own) ends.splice(above(ends, end), 0, end);
    }
  }
  return count;
}

/** How many of the sorted numbers are not greater than this one. */
function above(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
