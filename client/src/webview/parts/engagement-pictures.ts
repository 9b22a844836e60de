/// <reference lib="dom" />
import type { Block } from '../../../../server/src/protocol/engagement.ts';
import { element } from './element.ts';
import { t } from './translate.ts';

const svgNames = 'http://www.w3.org/2000/svg';

/** An element of a picture. */
export function drawn(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: (Node | string)[]
): SVGElement {
  const made = document.createElementNS(svgNames, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** Looks of lines that `engagement.css` tells apart: one for each aspect, and one for the engagement. */
const looks = 7;

type Chart = Extract<Block, { kind: 'chart' }>;
type Graph = Extract<Block, { kind: 'graph' }>;

/** Lines over time, told apart by dashes as well as by colour, with the same numbers as a table below. */
export function chartNode({ caption, labels, lines }: Chart): HTMLElement {
  const [width, height, left, bottom] = [560, 150, 34, 22];
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const most = Math.max(1, ...known);
  const x = (at: number) => left + (labels.length < 2 ? 0 : (at * (width - left - 10)) / (labels.length - 1));
  const y = (value: number) => height - bottom - (value * (height - bottom - 10)) / most;
  const paths = lines.map(({ values }, index) => {
    const steps: string[] = [];
    let pen = 'M';
    for (const [at, value] of values.entries()) {
      if (value === null) pen = 'M';
      else {
        steps.push(`${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
        pen = 'L';
      }
    }
    const dots = values.flatMap((value, at) =>
      value === null ? [] : [drawn('circle', { cx: x(at), cy: y(value), r: 2.5, class: `line${index % looks}` })],
    );
    return [drawn('path', { d: steps.join(' '), class: `line line${index % looks}`, fill: 'none' }), ...dots];
  });
  // A date takes a sixth of the width.
  const every = Math.max(1, Math.ceil((labels.length - 1) / 5));
  const anchor = (at: number) => (at === 0 ? 'start' : at === labels.length - 1 ? 'end' : 'middle');
  const ticks = labels.flatMap((label, at) =>
    at % every === 0
      ? [drawn('text', { x: x(at), y: height - 6, class: 'tick', 'text-anchor': anchor(at) }, label)]
      : [],
  );
  const levels = [0, most].map((value) => drawn('text', { x: 4, y: y(value) + 4, class: 'tick' }, String(value)));
  const picture = drawn(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, class: 'chart', 'aria-hidden': 'true' },
    drawn('path', { d: `M${left} 10 V${height - bottom} H${width - 6}`, class: 'axis', fill: 'none' }),
    ...levels,
    ...ticks,
    ...paths.flat(),
  );
  const legend = element(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    ...lines.map(({ name }, index) => {
      const key = drawn(
        'svg',
        { viewBox: '0 0 24 8', width: 24, height: 8 },
        drawn('path', { d: 'M0 4 H24', class: `line line${index % looks}` }),
      );
      const item = element('li', {}, '');
      item.append(key, ` ${name}`);
      return item;
    }),
  );
  const table = element(
    'details',
    {},
    element('summary', {}, t('As a table')),
    element(
      'table',
      { class: 'grid' },
      element('caption', { class: 'hidden' }, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, t('What')),
          ...labels.map((label) => element('th', { scope: 'col' }, label)),
        ),
      ),
      element(
        'tbody',
        {},
        ...lines.map(({ name, values }) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, name),
            ...values.map((value) => element('td', {}, value === null ? t('not known') : String(value))),
          ),
        ),
      ),
    ),
  );
  const figure = element('figure', {}, element('figcaption', {}, caption));
  figure.append(picture, legend, table);
  return figure;
}

/** Boxes in columns with arrows between them; its words are in its label. */
export function graphNode({ caption, nodes, edges }: Graph): HTMLElement {
  const columns = [...new Set(nodes.map(({ column }) => column))].sort((a, b) => a - b);
  const [boxWidth, boxHeight, gapX, gapY] = [150, 26, 70, 12];
  const rows = Math.max(1, ...columns.map((column) => nodes.filter((node) => node.column === column).length));
  const height = rows * (boxHeight + gapY) + gapY;
  const width = columns.length * boxWidth + (columns.length - 1) * gapX + 12;
  const at = new Map<string, { x: number; y: number }>();
  for (const [index, column] of columns.entries()) {
    const own = nodes.filter((node) => node.column === column);
    const free = height - own.length * (boxHeight + gapY) + gapY;
    for (const [row, { id }] of own.entries())
      at.set(id, { x: 6 + index * (boxWidth + gapX), y: free / 2 + row * (boxHeight + gapY) });
  }
  const arrows = edges.flatMap(({ from, to }) => {
    const [start, end] = [at.get(from), at.get(to)];
    if (!start || !end) return [];
    const middle = boxHeight / 2;
    const d = `M${start.x + boxWidth} ${start.y + middle} L${end.x - 3} ${end.y + middle}`;
    return [drawn('path', { d, class: 'arrow', 'marker-end': 'url(#tip)' })];
  });
  const boxes = nodes.flatMap(({ id, label, look = 'known' }) => {
    const place = at.get(id);
    if (!place) return [];
    const words = label.length > 22 ? `${label.slice(0, 21)}…` : label;
    return [
      drawn(
        'g',
        { class: `box ${look}` },
        drawn('title', {}, label),
        drawn('rect', { x: place.x, y: place.y, width: boxWidth, height: boxHeight, rx: 4 }),
        drawn('text', { x: place.x + boxWidth / 2, y: place.y + boxHeight / 2 + 4, 'text-anchor': 'middle' }, words),
      ),
    ];
  });
  const name = (id: string) => nodes.find((node) => node.id === id)?.label ?? id;
  const told = `${caption}: ${edges.map(({ from, to }) => t('{0} to {1}', name(from), name(to))).join(', ')}`;
  const marker = drawn(
    'marker',
    { id: 'tip', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' },
    drawn('path', { d: 'M0 0 L8 4 L0 8 z', class: 'tip' }),
  );
  const picture = drawn(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': told, class: 'graph' },
    drawn('defs', {}, marker),
    ...arrows,
    ...boxes,
  );
  const figure = element('figure', { class: 'scroll' }, element('figcaption', {}, caption));
  figure.append(picture);
  return figure;
}
