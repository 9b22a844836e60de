/// <reference lib="dom" />

import { shown } from './element.ts';

const namespace = 'http://www.w3.org/2000/svg';

/** An SVG element with attributes, listeners (functions) and children; text is set as text, never as markup. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  properties: Readonly<Record<string, string | number | ((event: Event) => void)>> = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else made.setAttribute(key, String(value));
  }
  made.append(...children.map(shown));
  return made;
}
