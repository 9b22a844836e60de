/// <reference lib="dom" />

import { visibleText } from './visible-text.ts';

export type Child = Node | string | undefined;

/** An element with attributes, listeners (functions) and children; text is set as text, never as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<Record<string, string | boolean | ((event: Event) => void)>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (typeof value === 'string') made.setAttribute(key, isRead(key) ? visibleText(value) : value);
  }
  made.append(...children.filter((child) => child !== undefined).map(shown));
  return made;
}

/** A child as it is shown: what a text hides is written out. */
export const shown = (child: Node | string) => (typeof child === 'string' ? visibleText(child) : child);

/** Attributes that people read; the values of fields are theirs, and stay as they are. */
function isRead(attribute: string): boolean {
  return attribute === 'title' || attribute === 'aria-label';
}

/** A codicon that screen readers pass over. */
export const icon = (name: string) => element('i', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });

export interface ButtonOptions {
  readonly icon: string;
  /** Tells a button from all others when the page is drawn again. */
  readonly key: string;
  readonly click: () => void;
}

/** A button that shows an icon alone; its label is its tooltip and its name. */
export function button(label: string, { icon: name, key, click }: ButtonOptions): HTMLButtonElement {
  const properties = { class: 'icon', type: 'button', title: label, 'aria-label': label, 'data-key': key, click };
  return element('button', properties, icon(name));
}

/** Gives a parent these children; those that stay are not taken out, for an element that is moved loses focus and scroll. */
export function arrange(parent: Element, children: readonly (Node | string | undefined)[]): void {
  const wanted = children.flatMap((child) =>
    child === undefined ? [] : [typeof child === 'string' ? document.createTextNode(visibleText(child)) : child],
  );
  const stay = new Set<Node>(wanted);
  const gone = Array.from(parent.childNodes).filter((child) => !stay.has(child));
  for (const child of gone) child.remove();
  let at = parent.firstChild;
  for (const child of wanted) {
    if (child === at) at = at.nextSibling;
    else parent.insertBefore(child, at);
  }
}
