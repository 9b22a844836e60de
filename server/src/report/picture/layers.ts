import type { Pair } from './order.ts';

/** Nodes in layers; who calls is left of what is called, but for the edges that close a circle. */
export interface Layered {
  /** By node, its layer. */
  readonly layerOf: readonly number[];
  /** Places of the edges, in the list that was given, that lead back. */
  readonly back: ReadonlySet<number>;
}

/**
 * Layers by the longest path; a circle is broken where a walk from the first node in the given order closes it, so that the
 * same input gives the same layers. A node that nothing calls is directly before the first that it calls.
 */
export function layer(count: number, edges: readonly Pair[]): Layered {
  const { order, back } = walk(count, edges);
  const forward = edges.map(([from, to], at): Pair => (back.has(at) ? [to, from] : [from, to]));
  const after: number[][] = Array.from({ length: count }, () => []);
  const callers = Array.from({ length: count }, () => 0);
  for (const [from, to] of forward) {
    after[from]?.push(to);
    callers[to] = (callers[to] ?? 0) + 1;
  }
  const layerOf = Array.from({ length: count }, () => 0);
  for (const node of order)
    for (const to of after[node] ?? []) layerOf[to] = Math.max(layerOf[to] ?? 0, (layerOf[node] ?? 0) + 1);
  for (const node of order) {
    const targets = after[node] ?? [];
    if ((callers[node] ?? 0) === 0 && targets.length > 0)
      layerOf[node] = Math.min(...targets.map((to) => layerOf[to] ?? 0)) - 1;
  }
  return { layerOf, back };
}

/** The nodes in an order in which each edge leads forward, and the edges that do not. */
function walk(count: number, edges: readonly Pair[]): { order: readonly number[]; back: ReadonlySet<number> } {
  const out: { to: number; edge: number }[][] = Array.from({ length: count }, () => []);
  const isCalled = Array.from({ length: count }, () => false);
  for (const [edge, [from, to]] of edges.entries()) {
    out[from]?.push({ to, edge });
    isCalled[to] = true;
  }
  const all = Array.from({ length: count }, (_, node) => node);
  const state = all.map((): 'new' | 'open' | 'done' => 'new');
  const back = new Set<number>();
  const finished: number[] = [];
  for (const start of [...all.filter((node) => !isCalled[node]), ...all]) {
    if (state[start] !== 'new') continue;
    // With a stack of its own: a chain may be long.
    const stack = [{ node: start, next: 0 }];
    state[start] = 'open';
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const step = out[top.node]?.[top.next++];
      if (!step) {
        state[top.node] = 'done';
        finished.push(top.node);
        stack.pop();
      } else if (state[step.to] === 'open') back.add(step.edge);
      else if (state[step.to] === 'new') {
        state[step.to] = 'open';
        stack.push({ node: step.to, next: 0 });
      }
    }
  }
  return { order: finished.reverse(), back };
}
