import type { Span } from '../model/span.ts';
import { frontMatterOf } from './front-matter.ts';

/** A link of a page, with the place of its target. */
export interface MarkdownLink {
  /** As written, without `<>`, no more of it than `maxTarget`. */
  readonly target: string;
  readonly span: Span;
  readonly kind: 'link' | 'image' | 'definition' | 'footnote' | 'html';
}

/** Links of one kind that are read of one page. */
const maxLinks = 5000;
/** How much of a target is read, in UTF-16 units. */
export const maxTarget = 1000;

/** The links and images of a page, inline, by reference and in HTML; none in code, comments and front matter. */
export function linksOf(page: string): readonly MarkdownLink[] {
  const { links } = scanLinks(proseOf(page, frontMatterOf(page)?.length ?? 0));
  // What looks like code within a target was blanked, and is a part of the target all the same.
  return links.map((link) => ({ ...link, target: page.slice(link.span.start, link.span.end) }));
}

/** As `linksOf` in a text whose code is blanked already, and how far it was read: all links before `end` are among them. */
export function scanLinks(prose: string): { readonly links: readonly MarkdownLink[]; readonly end: number } {
  const links: MarkdownLink[] = [];
  let end = prose.length;
  const add = (target: string, start: number, kind: MarkdownLink['kind']) => {
    if (target !== '') links.push({ target, kind, span: { start, end: start + target.length } });
  };
  let left = maxLinks;
  for (let at = prose.indexOf(']('); at >= 0; at = prose.indexOf('](', at + 2)) {
    if (left-- === 0) {
      end = at;
      break;
    }
    if (prose[at - 1] === '\\' && prose[at - 2] !== '\\') continue;
    const found = destination(prose, at + 2);
    if (found) add(found.target, found.start, isImage(prose, at) ? 'image' : 'link');
  }
  left = maxLinks;
  const definition = /^(?:[ \t>*+-]|\d{1,9}[.)]){0,200}\[((?:\\.|[^\]\\]){1,1000})\]:[ \t]*(?:\n[ \t]*)?/gm;
  for (const match of prose.matchAll(definition)) {
    if (left-- === 0) {
      end = Math.min(end, match.index);
      break;
    }
    const found = destination(prose, match.index + match[0].length);
    if (found) add(found.target, found.start, match[1]?.startsWith('^') ? 'footnote' : 'definition');
  }
  left = maxLinks;
  for (const match of prose.matchAll(/<(?:a|img)\s[^<>]{0,500}?\b(?:href|src)\s*=\s*(["'])([^"'<>\n]{1,500})\1/gi)) {
    if (left-- === 0) break;
    const target = match[2] ?? '';
    add(target, match.index + match[0].length - 1 - target.length, 'html');
  }
  return { links: links.sort((a, b) => a.span.start - b.span.start), end };
}

function destination(text: string, from: number): { target: string; start: number } | undefined {
  let at = from;
  while (/\s/.test(text[at] ?? '') && at - from < 100) at++;
  if (text[at] === '<') {
    const end = text.slice(at + 1, at + 1 + maxTarget).search(/[>\n]/);
    if (text[at + 1 + end] === '\n' && end >= 0) return undefined;
    return { target: text.slice(at + 1, at + 1 + (end < 0 ? maxTarget : end)), start: at + 1 };
  }
  const start = at;
  for (let depth = 0; at - start < maxTarget; at++) {
    const sign = text[at];
    if (sign === '\\') at++;
    else if (sign === '(') depth++;
    else if (sign === ')' && depth-- === 0) break;
    else if (sign === undefined || sign <= ' ') break;
  }
  const target = text.slice(start, Math.min(at, start + maxTarget));
  // Templates of site generators hold spaces.
  return /^\{[{%]/.test(target) ? undefined : { target, start };
}

/** Whether the bracket that closes here was opened behind an exclamation mark. */
function isImage(text: string, close: number): boolean {
  let depth = 0;
  for (let at = close - 1; at >= 0 && close - at < 1000; at--) {
    if (text[at] === ']') depth++;
    else if (text[at] === '[' && depth-- === 0) return text[at - 1] === '!';
  }
  return false;
}

/** The page with all that is no prose blanked, every offset kept. */
export function proseOf(page: string, from: number): string {
  const hide = (part: string) => part.replace(/[^\r\n]/g, ' ');
  return codelessOf(page, from)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, hide)
    .replace(/<(script|style|pre)\b[\s\S]*?(?:<\/\1>|$)/gi, hide);
}

/** The page with its code and front matter blanked, every offset kept; HTML stays. */
export function codelessOf(page: string, from: number): string {
  let offset = 0;
  let fence: string | undefined;
  let paragraph = false;
  let list = false;
  let html = false;
  const blank = (text: string) => text.replace(/[^\r]/g, ' ');
  const kept = page.split('\n').map((line) => {
    const start = offset;
    offset += line.length + 1;
    if (start < from) return blank(line);
    const head = line.slice(0, 400);
    const empty = line.trim() === '';
    if (fence === undefined) {
      // Until the next empty line, what looks like code is none.
      html = !empty && (html || /^ {0,3}<[a-z/!?]/i.test(head));
      if (html) return line.replaceAll('`', ' ');
    }
    const sign = /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}(?!.*`)|~{3,})/.exec(head)?.[1];
    if (fence !== undefined) {
      if (sign?.startsWith(fence) && head.trim().replace(/^[>\s]+/, '') === sign) fence = undefined;
      return blank(line);
    }
    if (sign !== undefined) {
      fence = sign;
      return blank(line);
    }
    if (/^[ \t]*([-*+]|\d{1,9}[.)])[ \t]/.test(head) || /^(:::|!!!|\?\?\?)/.test(head)) list = true;
    else if (!empty && !/^[ \t]/.test(head)) list = false;
    const code = /^(?: {4}|\t)/.test(head) && !paragraph && !list;
    paragraph = !empty && !code;
    return code ? blank(line) : line;
  });
  return withoutSpans(kept.join('\n'));
}

/** Code in backticks blanked: a run of them ends at the next run of that length in the paragraph. */
function withoutSpans(text: string): string {
  let result = '';
  let done = 0;
  const runs = /(?<!\\)`+|\n[ \t]*\r?\n/g;
  let open: { at: number; length: number } | undefined;
  for (const match of text.matchAll(runs)) {
    if (match[0].startsWith('\n')) open = undefined;
    else if (!open) open = { at: match.index, length: match[0].length };
    else if (open.length === match[0].length) {
      const end = match.index + match[0].length;
      result += text.slice(done, open.at) + text.slice(open.at, end).replace(/[^\r\n]/g, ' ');
      done = end;
      open = undefined;
    }
  }
  return result + text.slice(done);
}
