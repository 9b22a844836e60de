import { layer } from './layers.ts';
import { orderLayers, type Pair } from './order.ts';

export interface BoxSize {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LaidOut {
  readonly width: number;
  readonly height: number;
  /** Upper left corners by id. */
  readonly boxes: ReadonlyMap<string, Point>;
  /** By id, the points that a line goes through, from the side of a box to the side of another. */
  readonly links: ReadonlyMap<string, readonly Point[]>;
}

const columnGap = 60;
const rowGap = 16;
/** Room that a line takes which passes a column. */
const lineHeight = 4;
const lineGap = 6;
const passes = 6;

interface Cell {
  readonly height: number;
  readonly layer: number;
  /** A line passes here. */
  readonly isLine?: true;
}

/**
 * Lays boxes out in columns from left to right, callers before what they call; pure, and the same for the same input.
 * Links between boxes that are not given, and from a box to itself, are left out.
 */
export function layOut(boxes: readonly BoxSize[], links: readonly Link[]): LaidOut {
  const numbers = new Map(boxes.map(({ id }, at) => [id, at]));
  const known = links.flatMap((link) => {
    const from = numbers.get(link.from);
    const to = numbers.get(link.to);
    return from === undefined || to === undefined || from === to ? [] : [{ ...link, from, to }];
  });
  const pairs = known.map(({ from, to }): Pair => [from, to]);
  const { layerOf, back } = layer(boxes.length, pairs);
  const cells: Cell[] = boxes.map(({ height }, at) => ({ height, layer: layerOf[at] ?? 0 }));
  /** By link, its cells from left to right. */
  const chains = pairs.map(([from, to], at) => {
    const [left, right] = back.has(at) ? [to, from] : [from, to];
    const chain = [left];
    for (let each = (layerOf[left] ?? 0) + 1; each < (layerOf[right] ?? 0); each++) {
      chain.push(cells.length);
      cells.push({ height: lineHeight, layer: each, isLine: true });
    }
    return [...chain, right];
  });
  const steps = chains.flatMap((chain) => chain.slice(1).map((to, at): Pair => [chain[at] ?? to, to]));
  const columns: number[][] = [];
  for (const [at, cell] of cells.entries()) (columns[cell.layer] ??= []).push(at);
  const ordered = orderLayers(
    Array.from(columns, (column) => column ?? []),
    steps,
  );
  const middles = placeRows(ordered, { cells, steps });
  const widths = ordered.map((column) => Math.max(0, ...column.map((at) => boxes[at]?.width ?? 0)));
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width + columnGap, 0));
  const placed = new Map(
    boxes.map(({ id, height }, at) => [
      id,
      { x: lefts[cells[at]?.layer ?? 0] ?? 0, y: (middles[at] ?? 0) - height / 2 },
    ]),
  );
  const ports = portsOf(chains, { boxes, middles });
  const lines = known.map(({ id }, link) => {
    const chain = chains[link] ?? [];
    const points = chain.flatMap((at, step): Point[] => {
      const x = lefts[cells[at]?.layer ?? 0] ?? 0;
      const middle = middles[at] ?? 0;
      if (step === 0) return [{ x: x + (boxes[at]?.width ?? 0), y: middle + (ports.get(`${link}:left`) ?? 0) }];
      if (step === chain.length - 1) return [{ x, y: middle + (ports.get(`${link}:right`) ?? 0) }];
      return [
        { x, y: middle },
        { x: x + (widths[cells[at]?.layer ?? 0] ?? 0), y: middle },
      ];
    });
    return [id, back.has(link) ? points.reverse() : points] as const;
  });
  return {
    width: lefts.length === 0 ? 0 : (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0),
    height: Math.max(0, ...cells.map(({ height }, at) => (middles[at] ?? 0) + height / 2)),
    boxes: placed,
    links: new Map(lines),
  };
}

/** The middle of each cell: near its neighbours', in the order of its column, without overlap. */
function placeRows(
  columns: readonly (readonly number[])[],
  { cells, steps }: { cells: readonly Cell[]; steps: readonly Pair[] },
): number[] {
  const middles = Array.from({ length: cells.length }, () => 0);
  const near: number[][] = Array.from({ length: cells.length }, () => []);
  for (const [from, to] of steps) {
    near[from]?.push(to);
    near[to]?.push(from);
  }
  for (const column of columns) {
    let y = 0;
    column.forEach((at, row) => {
      const above = column[row - 1];
      y += above === undefined ? 0 : apart(cells, [above, at]);
      middles[at] = y;
    });
  }
  for (let pass = 0; pass < passes; pass++)
    for (const column of pass % 2 === 0 ? columns : [...columns].reverse()) {
      const offsets: number[] = [];
      column.forEach((at, row) => {
        const above = column[row - 1];
        offsets.push((offsets[row - 1] ?? 0) + (above === undefined ? 0 : apart(cells, [above, at])));
      });
      const wanted = column.map((at, row) => {
        const own = near[at] ?? [];
        const mean =
          own.length === 0 ? middles[at] : own.reduce((sum, each) => sum + (middles[each] ?? 0), 0) / own.length;
        return (mean ?? 0) - (offsets[row] ?? 0);
      });
      rising(wanted).forEach((value, row) => (middles[column[row] ?? 0] = value + (offsets[row] ?? 0)));
    }
  const top = Math.min(...cells.map(({ height }, at) => (middles[at] ?? 0) - height / 2));
  return middles.map((middle) => middle - (Number.isFinite(top) ? top : 0));
}

/** Least distance of the middles of two cells that are one below the other. */
function apart(cells: readonly Cell[], [above, below]: readonly [number, number]): number {
  const [a, b] = [cells[above], cells[below]];
  return ((a?.height ?? 0) + (b?.height ?? 0)) / 2 + (a?.isLine || b?.isLine ? lineGap : rowGap);
}

/** The rising numbers that are nearest to these, by the sum of squares. */
function rising(wanted: readonly number[]): number[] {
  const blocks: { mean: number; size: number }[] = [];
  for (const value of wanted) {
    let block = { mean: value, size: 1 };
    for (let last = blocks.at(-1); last && last.mean > block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const size = last.size + block.size;
      block = { mean: (last.mean * last.size + block.mean * block.size) / size, size };
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ mean, size }) => Array.from({ length: size }, () => mean));
}

/** How far from the middle of a side each line begins or ends, so that lines of one box do not lie on each other. */
function portsOf(
  chains: readonly (readonly number[])[],
  { boxes, middles }: { boxes: readonly BoxSize[]; middles: readonly number[] },
): ReadonlyMap<string, number> {
  const sides = new Map<string, { key: string; far: number; height: number }[]>();
  const add = (side: string, line: { key: string; far: number; height: number }) => {
    const own = sides.get(side);
    if (own) own.push(line);
    else sides.set(side, [line]);
  };
  chains.forEach((chain, link) => {
    const [left = 0, second = 0] = chain;
    const right = chain.at(-1) ?? 0;
    const beforeRight = chain.at(-2) ?? 0;
    add(`${left}>`, { key: `${link}:left`, far: middles[second] ?? 0, height: boxes[left]?.height ?? 0 });
    add(`>${right}`, { key: `${link}:right`, far: middles[beforeRight] ?? 0, height: boxes[right]?.height ?? 0 });
  });
  const ports = new Map<string, number>();
  for (const lines of sides.values()) {
    lines.sort((a, b) => a.far - b.far);
    const step = Math.min(8, ((lines[0]?.height ?? 0) - 16) / Math.max(1, lines.length - 1));
    lines.forEach(({ key }, at) => ports.set(key, (at - (lines.length - 1) / 2) * step));
  }
  return ports;
}
