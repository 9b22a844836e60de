/// <reference lib="dom" />
import { element } from './element.ts';

const part = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|(https?:\/\/[^\s<>()"'`]+[^\s<>()"'`.,;:!?])/g;

/** Text with its code, its strong words and its addresses as elements; all else stays text. */
export function inline(text: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const match of text.matchAll(part)) {
    const [whole, code, strong, address] = match;
    nodes.push(text.slice(at, match.index));
    if (code !== undefined) nodes.push(element('code', {}, code));
    else if (strong !== undefined) nodes.push(element('strong', {}, strong));
    else if (address !== undefined) nodes.push(element('a', { href: address }, address));
    at = match.index + whole.length;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== '');
}
