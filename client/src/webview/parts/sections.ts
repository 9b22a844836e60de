/// <reference lib="dom" />
import { arrange } from './element.ts';

/** A part of a page: drawn again only when its data has changed, so that the rest keeps focus, scroll and open parts. */
export interface Section {
  readonly id: string;
  /** All that it shows. */
  readonly data: unknown;
  build(): Node[];
}

/** Draws the sections of a page in their order; what has the focus gets it back by its `data-key`. */
export function sectionDrawer(main: HTMLElement): (sections: readonly Section[]) => void {
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
