import type { CallPattern } from '../../knowledge/outgoing.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** No line is looked through from the one before: a file may be all empty lines. */
const directive = /^[ \t]*(['"])use client\1/m;
const pageObjects =
  /\b(document\.(getElement|querySelector|createElement|body|head|cookie|addEventListener|title)|window\.(location|addEventListener|document|localStorage|history|open)\b|localStorage\.|sessionStorage\.|navigator\.(serviceWorker|clipboard)|\w\.preventDefault\(\)|HTML[A-Z]?\w*Element\b|(Mouse|Keyboard|Drag|Clipboard|Touch)Event\b)/;
const pageModules =
  /^(react-dom|react-router(-dom)?|@tanstack\/(react|vue|svelte|solid)-query|swr|next\/(navigation|router|link)|vue|vue-router|svelte|preact|solid-js|@angular\/(core|common)|@angular\/common\/http|jquery|htmx\.org|mobx-react|react-redux|prosemirror-view)(\/|$)/;

/** Whether a file is code for a browser, by what it says, imports and touches. */
export function isBrowserCode({ outline, text }: ResolvedCode): boolean {
  if (outline.language !== 'typescript' && outline.language !== 'javascript') return false;
  if (outline.markup || directive.test(text)) return true;
  if (outline.imports.some(({ module }) => pageModules.test(module) && !module.includes('server'))) return true;
  const usesHooks = outline.imports.some(({ module, member }) => module === 'react' && /^use[A-Z]/.test(member ?? ''));
  return usesHooks || pageObjects.test(text);
}

/** Where a call goes, as far as the code says it: a path on the same host, another host, or unknown. */
export function browserAddress(
  index: number,
  { url }: CallPattern,
  { outline, resolver }: ResolvedCode,
): { kind: 'path' | 'host' | 'unknown'; text?: string } {
  const value = url === undefined ? undefined : outline.calls[index]?.args[url]?.value;
  if (!value) return { kind: 'unknown' };
  const origins = resolver.evaluate(value, resolver.placeOf(index));
  const texts = origins.flatMap((origin) =>
    origin.kind === 'value' && origin.value.kind === 'string' ? [origin.value.text] : [],
  );
  const [text] = texts;
  if (text === undefined || texts.length !== origins.length) return { kind: 'unknown' };
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || text.startsWith('//')) return { kind: 'host', text };
  if (text.startsWith('${}')) return { kind: 'unknown', text };
  return { kind: 'path', text };
}
