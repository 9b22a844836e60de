import { groupsOf, type Group } from './groups.ts';
import { layOut, type LaidOut, type Point } from './layout.ts';
import type { System, SystemEdge, SystemNode } from './system.ts';

/** A box with its text; a node, or a group of them. */
export interface Box {
  readonly id: string;
  readonly kind: SystemNode['kind'] | 'group';
  readonly label: string;
  /** The second line. */
  readonly detail: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Names of the nodes in it. */
  readonly members: readonly string[];
}

/** A line with a head, from box to box. */
export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** SVG path data. */
  readonly path: string;
  /** Its tip, and where it points: degrees, clockwise from the right. */
  readonly tip: Point & { readonly angle: number };
  readonly middle: Point;
  /** Drawn only while one of its ends is looked at: most services have it. */
  readonly quiet: boolean;
  /** Numbers of the edges of the system that it stands for. */
  readonly edges: readonly number[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** In the order in which one goes through them. */
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly captions: readonly (Point & { readonly text: string })[];
  /** Groups that are open, and so not drawn. */
  readonly opened: readonly Group[];
}

export interface DrawingOptions {
  /** Ids of groups whose members are drawn. */
  readonly open?: readonly string[] | undefined;
  /** The node that all others are neighbours of, if there is one. */
  readonly around?: string | undefined;
  detail(node: SystemNode): string;
}

const margin = 12;
const boxHeight = 44;
const captionHeight = 22;
const rowsGap = 34;
const gap = 16;
const longestLabel = 30;
/** Least width of the rows below, in which boxes are beside each other. */
const leastRow = 760;

/** Draws a system: boxes in columns, callers left of what they call; below them what most services use, and what has no edge. */
export function drawSystem(system: System, { open = [], around, detail }: DrawingOptions): Drawing {
  const groups = groupsOf(system.nodes);
  const opened = groups.filter(({ id }) => open.includes(id));
  const closed = groups.filter(({ id }) => !open.includes(id));
  const groupOf = new Map(closed.flatMap((group) => group.members.map((name) => [name, group] as const)));
  const sized = [
    ...closed.map((group): Unplaced => sizeOf({ ...group, kind: 'group', detail: 'Group' })),
    ...system.nodes
      .filter(({ name }) => !groupOf.has(name))
      .map((node): Unplaced =>
        sizeOf({ id: node.name, kind: node.kind, label: node.name, detail: detail(node), members: [node.name] }),
      ),
  ].sort((a, b) => (a.label < b.label ? -1 : 1));
  const boxOf = (name: string) => groupOf.get(name)?.id ?? name;
  const links = linksOf(system.edges, boxOf);
  const common = around === undefined ? commonIn(links, sized) : new Set<string>();
  const own = links.filter(({ to }) => !common.has(to));
  const linked = new Set(own.flatMap(({ from, to }) => [from, to]));
  const isDense = around === undefined && own.length > mostLines && own.length > linked.size * mostLinesByBox;
  const inColumns = isDense ? new Set<string>() : linked;
  const main = layOut(
    sized.filter(({ id }) => inColumns.has(id)),
    own,
  );
  const rest = sized.filter(({ id }) => !linked.has(id));
  const below = [
    {
      text: `${own.length} connections: select a box to see its own`,
      boxes: isDense ? sized.filter(({ id }) => linked.has(id)) : [],
    },
    { text: 'Used by most services', boxes: rest.filter(({ id }) => common.has(id)) },
    {
      text: linked.size > 0 ? 'Not connected, as far as is known' : 'No connections found',
      boxes: rest.filter(({ id }) => !common.has(id)),
    },
  ].filter(({ boxes }) => boxes.length > 0);
  const { places, captions, width, height } = stack(main, below);
  const boxes = sized
    .map((box): Box => ({ ...box, ...(places.get(box.id) ?? { x: 0, y: 0 }) }))
    .sort((a, b) =>
      inColumns.has(a.id) && inColumns.has(b.id)
        ? a.x - b.x || a.y - b.y
        : Number(inColumns.has(b.id)) - Number(inColumns.has(a.id)) || a.y - b.y || a.x - b.x,
    );
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const arrows = links.flatMap((link): Arrow[] => {
    const points = main.links.get(link.id)?.map(({ x, y }) => ({ x: x + margin, y: y + margin }));
    if (points) return [{ ...link, ...curve(points), quiet: false }];
    const [from, to] = [byId.get(link.from), byId.get(link.to)];
    return from && to ? [{ ...link, ...drop(from, to), quiet: true }] : [];
  });
  return { width, height, boxes, arrows, captions, opened };
}

type Unplaced = Omit<Box, 'x' | 'y'>;

/** Characters are estimated: nothing here can measure text. */
function sizeOf({ label, ...rest }: Omit<Unplaced, 'width' | 'height'>): Unplaced {
  const short = label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
  const width = Math.ceil(Math.max(64, short.length * 7.4, rest.detail.length * 6) + 34);
  return { ...rest, label: short, width, height: boxHeight };
}

interface BoxLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly edges: readonly number[];
}

function linksOf(edges: readonly SystemEdge[], boxOf: (name: string) => string): BoxLink[] {
  const links = new Map<string, { id: string; from: string; to: string; edges: number[] }>();
  edges.forEach((edge, at) => {
    const [from, to] = [boxOf(edge.from), boxOf(edge.to)];
    if (from === to) return;
    const id = JSON.stringify([from, to]);
    const link = links.get(id) ?? { id, from, to, edges: [] };
    links.set(id, link);
    link.edges.push(at);
  });
  return [...links.values()];
}

/** With more lines than this, and more than some for each box, a picture of all of them shows nothing. */
const mostLines = 60;
const mostLinesByBox = 2.2;

const leastUsers = 6;

/** Boxes that call nothing and that half of the others call: a collector, a registry. Their lines would hide all else. */
function commonIn(links: readonly BoxLink[], boxes: readonly Unplaced[]): ReadonlySet<string> {
  const callers = new Map<string, number>();
  for (const { to } of links) callers.set(to, (callers.get(to) ?? 0) + 1);
  const calls = new Set(links.map(({ from }) => from));
  const most = Math.max(leastUsers, boxes.filter(({ kind }) => kind === 'service' || kind === 'group').length / 2);
  return new Set([...callers].flatMap(([id, count]) => (count >= most && !calls.has(id) ? [id] : [])));
}

interface Row {
  readonly text: string;
  readonly boxes: readonly Unplaced[];
}

/** The main part, and the rows below it with their captions. */
function stack(main: LaidOut, rows: readonly Row[]) {
  const places = new Map([...main.boxes].map(([id, { x, y }]) => [id, { x: x + margin, y: y + margin }]));
  const captions: (Point & { readonly text: string })[] = [];
  const limit = Math.max(leastRow, main.width);
  let y = margin + main.height;
  let width = main.width;
  for (const { text, boxes } of rows) {
    if (y > margin) y += rowsGap;
    captions.push({ x: margin, y: y + 12, text });
    y += captionHeight;
    let x = 0;
    for (const box of boxes) {
      if (x > 0 && x + box.width > limit) {
        x = 0;
        y += boxHeight + gap;
      }
      places.set(box.id, { x: x + margin, y });
      x += box.width + gap;
      width = Math.max(width, x - gap);
    }
    y += boxHeight;
  }
  return { places, captions, width: width + 2 * margin, height: y + margin };
}

/** A line through points that leaves and comes horizontally. */
function curve(points: readonly Point[]): Pick<Arrow, 'path' | 'tip' | 'middle'> {
  const [first = { x: 0, y: 0 }] = points;
  const last = points.at(-1) ?? first;
  const before = points.at(-2) ?? first;
  const path = [`M${at(first)}`];
  points.slice(1).forEach((point, index) => {
    const from = points[index] ?? point;
    const half = (from.x + point.x) / 2;
    path.push(
      from.y === point.y
        ? `L${at(point)}`
        : `C${at({ x: half, y: from.y })} ${at({ x: half, y: point.y })} ${at(point)}`,
    );
  });
  const [a, b] = [points[Math.ceil(points.length / 2) - 1] ?? first, points[Math.ceil(points.length / 2)] ?? last];
  return {
    path: path.join(' '),
    tip: { ...rounded(last), angle: last.x >= before.x ? 0 : 180 },
    middle: rounded({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }),
  };
}

/** A line from one box down to another. */
function drop(from: Box, to: Box): Pick<Arrow, 'path' | 'tip' | 'middle'> {
  const isDown = from.y < to.y;
  // Beside each other: below both.
  const isBeside = from.y === to.y;
  const start = { x: from.x + from.width / 2, y: isDown || isBeside ? from.y + from.height : from.y };
  const end = { x: to.x + to.width / 2, y: isDown ? to.y : to.y + to.height };
  const half = isBeside ? start.y + gap * 2 : (start.y + end.y) / 2;
  return {
    path: `M${at(start)} C${at({ x: start.x, y: half })} ${at({ x: end.x, y: half })} ${at(end)}`,
    tip: { ...rounded(end), angle: isDown ? 90 : 270 },
    middle: rounded({ x: (start.x + end.x) / 2, y: half }),
  };
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}

function at(point: Point): string {
  const { x, y } = rounded(point);
  return `${x} ${y}`;
}
