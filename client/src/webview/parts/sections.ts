/// <reference lib="dom" />
import { arrange } from './element.ts';

/** A part of a page: drawn again only when its data has changed, so that the rest keeps focus, scroll and open parts. */
export interface Section {
  readonly id: string;
  /** All that it shows. */
  readonly data: unknown;
  build(): Node[];
}

/** Longest that a page waits with drawing for a button of the mouse to come up, in milliseconds. */
const longestHold = 1000;

/**
 * Draws the sections of a page in their order; what has the focus gets it back by its `data-key`.
 * While a button of the mouse is down nothing is drawn anew: the click would be lost with what is under it.
 */
export function sectionDrawer(main: HTMLElement): (sections: readonly Section[], drawn?: () => void) => void {
  const draw = drawer(main);
  let isDown = false;
  let waiting: readonly Section[] | undefined;
  /** What is to be done once it is drawn. */
  let after: (() => void)[] = [];
  const now = (sections: readonly Section[]) => {
    waiting = undefined;
    draw(sections);
    const all = after;
    after = [];
    for (const each of all) each();
  };
  const release = () => {
    isDown = false;
    if (waiting) now(waiting);
  };
  main.addEventListener('pointerdown', () => {
    isDown = true;
    setTimeout(release, longestHold);
  });
  // The click comes after the button is up.
  for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, () => setTimeout(release, 0));
  return (sections, drawn) => {
    if (drawn) after.push(drawn);
    if (isDown) waiting = sections;
    else now(sections);
  };
}

function drawer(main: HTMLElement): (sections: readonly Section[]) => void {
  const drawn = new Map<string, { element: HTMLElement; data: string }>();
  return (sections) => {
    const focus = document.activeElement?.getAttribute('data-key');
    const scroll = document.documentElement.scrollTop;
    const elements = sections.map(({ id, data, build }) => {
      const text = JSON.stringify(data);
      const before = drawn.get(id);
      if (before?.data === text) return before.element;
      const element = before?.element ?? document.createElement('section');
      element.id = `part-${id}`;
      element.replaceChildren(...build());
      drawn.set(id, { element, data: text });
      return element;
    });
    for (const id of drawn.keys()) if (!sections.some((each) => each.id === id)) drawn.delete(id);
    arrange(main, elements);
    document.documentElement.scrollTop = scroll;
    if (focus !== null && focus !== undefined && document.activeElement?.getAttribute('data-key') !== focus)
      main.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  };
}
