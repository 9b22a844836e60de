/// <reference lib="dom" />
import type { ArrowView, BoxView, PictureView } from '../../../../server/src/protocol/picture.ts';
import { arrowShape, boxShape, captionShapes } from './picture-shapes.ts';
import { svg } from './svg.ts';
import { t } from './translate.ts';

/** A box or a line. */
export type Part =
  { readonly type: 'box'; readonly box: BoxView } | { readonly type: 'arrow'; readonly arrow: ArrowView };

export interface DrawingActs {
  /** A part has the focus, or none has. */
  look(part: Part | undefined): void;
  /** Enter, or a double click; a click on a group. */
  open(part: Part): void;
  /** Escape, where there is nothing left to go back to in the drawing. */
  back(part: Part): void;
}

/**
 * The picture that one goes through: with one stop for Tab, the arrow keys along lines (right to what is called, left to callers,
 * up and down among boxes or among the lines of a box), Enter to open, Escape back.
 */
export function livingPicture(view: PictureView, acts: DrawingActs): SVGSVGElement {
  const { width, height, boxes, arrows } = view.drawing;
  const parts = new Map<string, SVGGElement>();
  const tip = svg('text', { class: 'via', 'aria-hidden': 'true' });
  /** The box from which the lines are walked. */
  let from: string | undefined;

  const light = (part: Part | undefined) => {
    const lit = new Set<string>();
    if (part?.type === 'arrow') for (const id of endsOf(part.arrow)) lit.add(id);
    if (part?.type === 'box')
      for (const arrow of arrows.filter((each) => endsOf(each).includes(keyOfBox(part.box))))
        for (const id of [keyOfArrow(arrow), ...endsOf(arrow)]) lit.add(id);
    if (part) lit.add(part.type === 'box' ? keyOfBox(part.box) : keyOfArrow(part.arrow));
    for (const [key, group] of parts) group.classList.toggle('lit', lit.has(key));
    root.classList.toggle('looking', part !== undefined);
    tip.textContent = part?.type === 'arrow' ? shortVia(view, part.arrow) : '';
    if (part?.type !== 'arrow') return;
    tip.setAttribute('x', String(part.arrow.middle.x));
    tip.setAttribute('y', String(part.arrow.middle.y - 6));
  };
  const focused = (): Part | undefined => partOf(document.activeElement?.getAttribute('data-key'));
  const partOf = (key: string | null | undefined): Part | undefined => {
    const box = boxes.find((each) => keyOfBox(each) === key);
    if (box) return { type: 'box', box };
    const arrow = arrows.find((each) => keyOfArrow(each) === key);
    return arrow && { type: 'arrow', arrow };
  };
  const go = (key: string | undefined) => {
    if (key !== undefined) parts.get(key)?.focus();
  };
  const linesOf = (id: string, side: 'from' | 'to') => {
    const other = side === 'from' ? 'to' : 'from';
    const y = new Map(boxes.map((box) => [box.id, box.y]));
    return arrows.filter((each) => each[side] === id).sort((a, b) => (y.get(a[other]) ?? 0) - (y.get(b[other]) ?? 0));
  };
  const move = (part: Part, key: string): boolean => {
    const end = key === 'Home' ? boxes[0] : key === 'End' ? boxes.at(-1) : undefined;
    if (end) go(keyOfBox(end));
    else if (part.type === 'box') {
      const { box } = part;
      const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) {
        const next = boxes[boxes.indexOf(box) + step];
        go(next && keyOfBox(next));
      } else if (key === 'ArrowRight' || key === 'ArrowLeft') {
        from = box.id;
        const [line] = linesOf(box.id, key === 'ArrowRight' ? 'from' : 'to');
        go(line && keyOfArrow(line));
      } else return false;
    } else {
      const { arrow } = part;
      const isCallee = from === arrow.to;
      const siblings = linesOf(isCallee ? arrow.to : arrow.from, isCallee ? 'to' : 'from');
      const at = siblings.indexOf(arrow);
      if (key === 'ArrowRight') go(`box:${arrow.to}`);
      else if (key === 'ArrowLeft') go(`box:${arrow.from}`);
      else if (key === 'ArrowDown' || key === 'ArrowUp') {
        const next = siblings[at + (key === 'ArrowDown' ? 1 : -1)];
        go(next && keyOfArrow(next));
      } else return false;
    }
    return true;
  };
  const onKey = (event: Event) => {
    const part = focused();
    if (!(event instanceof KeyboardEvent) || !part || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') acts.open(part);
    else if (event.key === 'Escape' && part.type === 'arrow') go(`box:${from ?? part.arrow.from}`);
    else if (event.key === 'Escape') acts.back(part);
    else if (!move(part, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = (event: Event) => {
    const key = (event.target as Element).getAttribute('data-key');
    const part = partOf(key);
    if (!part) return;
    if (part.type === 'box') for (const each of boxes) parts.get(keyOfBox(each))?.setAttribute('tabindex', '-1');
    if (part.type === 'box') parts.get(keyOfBox(part.box))?.setAttribute('tabindex', '0');
    light(part);
    acts.look(part);
  };
  const root = svg(
    'svg',
    {
      class: 'drawing',
      role: 'application',
      'aria-label': t('Services and what they depend on; move with the arrow keys, open with Enter'),
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      keydown: onKey,
      focusin: onFocus,
      focusout: () => light(undefined),
      mouseleave: () => light(focused()),
    },
    ...captionShapes(view.drawing),
  );
  const add = (part: Part, group: SVGGElement) => {
    group.addEventListener('mouseenter', () => light(part));
    group.addEventListener('mouseleave', () => light(focused()));
    group.addEventListener('dblclick', () => acts.open(part));
    group.addEventListener('click', () => {
      group.focus();
      if (part.type === 'box' && part.box.kind === 'group') acts.open(part);
    });
    root.append(group);
  };
  for (const arrow of arrows) {
    const key = keyOfArrow(arrow);
    const group = svg(
      'g',
      {
        class: arrow.quiet ? 'arrow quiet' : 'arrow',
        role: 'button',
        tabindex: -1,
        'data-key': key,
        'aria-label': arrowName(view, arrow),
      },
      svg('path', { class: 'catch', d: arrow.path }),
      ...arrowShape(arrow),
    );
    parts.set(key, group);
    add({ type: 'arrow', arrow }, group);
  }
  for (const box of boxes) {
    const key = keyOfBox(box);
    const group = svg(
      'g',
      {
        class: 'box',
        role: 'button',
        tabindex: box === boxes[0] ? 0 : -1,
        'data-key': key,
        'aria-label': boxName(view, box),
      },
      ...boxShape(box),
    );
    parts.set(key, group);
    add({ type: 'box', box }, group);
  }
  root.append(tip);
  return root;
}

export function keyOfBox({ id }: { readonly id: string }): string {
  return `box:${id}`;
}

export function keyOfArrow({ id }: { readonly id: string }): string {
  return `arrow:${id}`;
}

function endsOf({ from, to }: ArrowView): readonly string[] {
  return [`box:${from}`, `box:${to}`];
}

/** What a screen reader says of a box. */
function boxName({ drawing }: PictureView, { id, label, kind, detail, members }: BoxView): string {
  const out = drawing.arrows.filter(({ from }) => from === id).length;
  const into = drawing.arrows.filter(({ to }) => to === id).length;
  const links = [out > 0 ? t('depends on {0}', out) : '', into > 0 ? t('used by {0}', into) : '']
    .filter(Boolean)
    .join(', ');
  const what = kind === 'group' ? t('{0}, Enter opens it', detail) : detail;
  const name = kind === 'group' ? label : (members[0] ?? label);
  return `${name} ${what}${links === '' ? '' : `; ${links}`}`;
}

function arrowName(view: PictureView, arrow: ArrowView): string {
  return arrow.edges
    .flatMap((at) => view.edges[at] ?? [])
    .map(({ from, to, via }) => t('{0} depends on {1}, by {2}', from, to, via.join(t(' and '))))
    .join('; ');
}

/** One way, without the words that the details have, and how many others there are: between boxes there is little room. */
function shortVia(view: PictureView, arrow: ArrowView): string {
  const all = arrow.edges
    .flatMap((at) => view.edges[at]?.via ?? [])
    .map((via) => via.replace(/^the environment variable /, ''));
  return all.length > 1 ? t('{0} and {1} more', all[0] ?? '', all.length - 1) : (all[0] ?? '');
}
