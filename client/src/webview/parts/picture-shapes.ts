/// <reference lib="dom" />
import type { ArrowView, BoxView, DrawingView } from '../../../../server/src/protocol/picture.ts';
import { svg } from './svg.ts';

/** Outline and text of a box, without what makes it act: the kind is told by the outline and by the second line. */
export function boxShape({ kind, label, detail, x, y, width, height }: BoxView): (SVGElement | string)[] {
  const left = x + (kind === 'queue' || kind === 'third-party' ? 18 : 12);
  const top = y + (kind === 'datastore' ? 4 : 0);
  return [
    ...outlines({ kind, x, y, width, height }),
    svg('text', { class: 'label', x: left, y: top + 19 }, label),
    // Read as words of their own.
    ' ',
    svg('text', { class: 'detail', x: left, y: top + 35 }, detail),
  ];
}

function outlines({ kind, x, y, width, height }: Pick<BoxView, 'kind' | 'x' | 'y' | 'width' | 'height'>): SVGElement[] {
  const frame = (more: Readonly<Record<string, string | number>> = {}) =>
    svg('rect', { class: `outline ${kind}`, x, y, width, height, rx: 4, ...more });
  switch (kind) {
    case 'datastore': {
      const [bottom, lid] = [y + height, 5];
      const top = `M${x} ${y + lid}a${width / 2} ${lid} 0 0 1 ${width} 0`;
      const body = `${top}V${bottom - lid}a${width / 2} ${lid} 0 0 1 ${-width} 0Z`;
      const rim = `M${x} ${y + lid}a${width / 2} ${lid} 0 0 0 ${width} 0`;
      return [svg('path', { class: 'outline datastore', d: body }), svg('path', { class: 'outline rim', d: rim })];
    }
    case 'queue':
      return [
        frame({ rx: 0 }),
        svg('path', { class: 'outline rim', d: `M${x + 7} ${y}v${height}M${x + width - 7} ${y}v${height}` }),
      ];
    case 'third-party':
      return [frame({ rx: height / 2 })];
    case 'group':
      return [frame({ x: x + 5, y: y + 5 }), frame()];
    default:
      return [frame()];
  }
}

/** A line with its head. */
export function arrowShape({ path, tip }: ArrowView): SVGElement[] {
  return [
    svg('path', { class: 'line', d: path }),
    svg('path', {
      class: 'head',
      d: 'M0 0L-8 -4V4Z',
      transform: `translate(${tip.x} ${tip.y}) rotate(${tip.angle})`,
    }),
  ];
}

/** The captions of the rows below the main part. */
export function captionShapes({ captions }: DrawingView): SVGElement[] {
  return captions.map(({ x, y, text }) => svg('text', { class: 'caption', x, y }, text));
}

/** A picture to be looked at, as a whole; `name` says what it shows. */
export function stillPicture(drawing: DrawingView, name: string): SVGSVGElement {
  const { width, height, boxes, arrows } = drawing;
  return svg(
    'svg',
    { class: 'drawing still', role: 'img', 'aria-label': name, viewBox: `0 0 ${width} ${height}`, width, height },
    ...arrows.filter(({ quiet }) => !quiet).map((arrow) => svg('g', { class: 'arrow' }, ...arrowShape(arrow))),
    ...boxes.map((box) => svg('g', { class: 'box' }, ...boxShape(box))),
    ...captionShapes(drawing),
  );
}
