/// <reference lib="dom" />
import { element } from './element.ts';

/** A table that scrolls by itself where it is too wide. */
export function table(
  name: string,
  { head, rows }: { head: readonly string[]; rows: readonly (readonly (Node | string)[])[] },
): HTMLElement {
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name },
    element(
      'table',
      { class: 'list' },
      element('thead', {}, element('tr', {}, ...head.map((each) => element('th', { scope: 'col' }, each)))),
      element(
        'tbody',
        {},
        ...rows.map((cells) =>
          element(
            'tr',
            {},
            ...cells.map((cell, at) => element(at === 0 ? 'th' : 'td', at === 0 ? { scope: 'row' } : {}, cell)),
          ),
        ),
      ),
    ),
  );
}
