import type { ContextUse, Drawer } from '../../model/context-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Binding } from '../../syntax/code/outline.ts';
import { literally } from '../../syntax/code/literally.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { visitObjects } from '../code/names/values.ts';
import { withinOf } from '../code/written.ts';
import { drawerWords } from './drawer-words.ts';

const speaking = new RegExp(`^(?:${drawerWords})$`);
/** A member or an element of something with such a name: nothing else is taken out of a drawer that this file does not fill. */
const mentions = new RegExp(`\\.${drawerWords}|\\brange ${drawerWords}|\\b${drawerWords} ?\\[`);

const speakingMember = new RegExp(`\\.${drawerWords}`);

/** Fields and maps in which a function puts what ends a context: `f.halt = cancel`, `Feed{halt: cancel}`, `stops[name] = cancel`. */
export function drawersOf(code: ResolvedCode, binding: Binding, name: string): Drawer[] {
  const { outline, text, resolver } = code;
  const around = outline.regions[resolver.functionAround(binding.region)];
  const from = binding.span.end;
  const end = around?.body.end ?? text.length;
  const own = literally(name);
  const found: Drawer[] = [];
  const put = new RegExp(
    `(?<![\\w.\\])])(\\w+(?:\\.\\w+)*)(\\[[^\\]\\n]*\\])?\\s*=\\s*(?:append\\([\\w.]+,\\s*${own}\\)|${own}(?![\\w.(]))`,
    'g',
  );
  for (const [, path = '', index] of text.slice(from, end).matchAll(put)) {
    const names = path.split('.');
    const drawer = drawerAt(code, names, { region: binding.region, isMap: index !== undefined });
    if (drawer) found.push(drawer);
  }
  visitObjects(code, (value) => {
    if (!value.type || value.span.start < from || value.span.end > end) return;
    for (const entry of value.entries) {
      const isIt = entry.value.kind === 'path' && entry.value.path.names.join('.') === name;
      const type = value.type.names.length === 1 ? value.type.names[0] : undefined;
      if (isIt && entry.name !== undefined)
        found.push({ name: entry.name, ...(type === undefined ? {} : { of: type }) });
    }
  });
  return found;
}

/** The drawer that a path names; nothing for a variable of the function. */
export function drawerAt(
  { outline, resolver }: ResolvedCode,
  names: readonly string[],
  { region, isMap }: { region: number; isMap: boolean },
): Drawer | undefined {
  const [root = '', ...rest] = names;
  const field = rest.at(-1);
  if (field === undefined) {
    const isGlobal = outline.bindings.some((each) => each.region === 0 && each.targets[0]?.names.join('.') === root);
    return isMap && isGlobal ? { name: root } : undefined;
  }
  const around = outline.regions[resolver.functionAround(region)];
  const owner = [around?.receiver, ...(around?.parameters ?? [])].find((each) => each?.name === root);
  const type = rest.length === 1 ? /^\*?(\w+)$/.exec(owner?.type ?? '')?.[1] : undefined;
  return { name: field, ...(type === undefined ? {} : { of: type }) };
}

/** Where a file takes something out of what may be such a drawer, once for each name and type. */
export function takenFrom(code: ResolvedCode, stored: readonly Drawer[]): ContextUse[] {
  const { outline, text } = code;
  if (stored.length === 0 && !mentions.test(text)) return [];
  const names = new Set(stored.map(({ name }) => name));
  const globals = new Set(
    outline.bindings.flatMap(({ region, targets }) =>
      region === 0 && targets.length === 1 && names.has(targets[0]?.names[0] ?? '')
        ? targets[0]?.names.slice(0, 1)
        : [],
    ),
  );
  const found = new Map<string, ContextUse>();
  const isMember = (whole: string) =>
    speakingMember.test(whole) || (names.size > 0 && whole.split('.').some((name) => names.has(name)));
  // Most words are no member of anything, and no map.
  const isFirst = (start: number, end: number) =>
    isIndexed(text, { start, end }) || (globals.size > 0 && globals.has(text.slice(start, end)));
  const visit = ({ start: from, end: to, isNamed }: Span & { readonly isNamed: boolean }) => {
    const whole = text.slice(from, to);
    if (!isNamed && !isMember(whole)) return;
    const parts = whole.split('.');
    for (const [position, name] of parts.entries()) {
      const start = from + parts.slice(0, position).reduce((sum, part) => sum + part.length + 1, 0);
      const end = start + name.length;
      const isMap = position === 0 && isMapOf(text, { start, end, from: from });
      const isOne =
        position > 0 ? names.has(name) || speaking.test(name) : globals.has(name) || (isMap && speaking.test(name));
      if (!isOne || !isTaken(text, { end, from: from }) || isComment(code, start)) continue;
      const region = Math.max(
        0,
        outline.regions.findLastIndex(({ body }) => body.start <= start && start < body.end),
      );
      const of = position === 1 ? ownerOf(code, { root: parts[0] ?? '', field: name, region }) : undefined;
      const key = `${name} ${of ?? ''}`;
      if (found.has(key)) continue;
      const place = { span: { start, end }, atHand: name, api: whole, ...withinOf(code, region) };
      const drawer: Drawer = { name, ...(of === undefined ? {} : { of }) };
      found.set(key, { kind: 'context-use', does: 'takes-cancel', ...place, drawer });
    }
  };
  eachPath(text, { isWanted: isFirst, visit });
  return [...found.values()];
}

/** The type whose field it is, where the receiver or a parameter says so and the type of this file declares the field. */
function ownerOf(
  { outline, text, resolver }: ResolvedCode,
  { root, field, region }: { root: string; field: string; region: number },
): string | undefined {
  for (
    let at = resolver.functionAround(region);
    at > 0;
    at = resolver.functionAround(outline.regions[at]?.parent ?? 0)
  ) {
    const around = outline.regions[at];
    const owner = [around?.receiver, ...(around?.parameters ?? [])].find((each) => each?.name === root);
    if (!owner) continue;
    const type = /^\*?(\w+)$/.exec(owner.type ?? '')?.[1];
    const declares = new RegExp(
      `\\btype\\s+${literally(type ?? ' ')}\\s+struct\\s*\\{(?:[^{}]|\\{\\})*?\\b${literally(field)}\\b`,
    );
    return type !== undefined && declares.test(text) ? type : undefined;
  }
  return undefined;
}

/** Paths of names as they are written, and names alone that are wanted; behind what is no name there is none. */
function eachPath(
  text: string,
  {
    isWanted,
    visit,
  }: {
    /** Whether the first name of a path is one, by where it stands. */
    readonly isWanted: (start: number, end: number) => boolean;
    readonly visit: (path: Span & { readonly isNamed: boolean }) => void;
  },
): void {
  for (let at = 0; at < text.length; at++) {
    if (!isWord(text.charCodeAt(at))) continue;
    const start = at;
    let first = 0;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (isWord(code)) continue;
      if (code !== dot || !isWord(text.charCodeAt(at + 1))) break;
      if (first === 0) first = at;
    }
    if (text.charCodeAt(start - 1) === dot) continue;
    const isNamed = isWanted(start, first || at);
    if (isNamed || first > 0) visit({ start, end: at, isNamed });
  }
}

function isWord(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f
  );
}

/** A bracket follows, or `range` stands before: looked at by signs, as every word of the file is asked. */
function isIndexed(text: string, { start, end }: Span): boolean {
  let next = end;
  while (text.charCodeAt(next) <= space) next++;
  if (text.charCodeAt(next) === bracket) return true;
  if (text.charCodeAt(start - 1) > space) return false;
  let before = start - 1;
  while (text.charCodeAt(before) <= space) before--;
  return before < start - 1 && text.startsWith('range', before - 4);
}

const dot = 0x2e;
const bracket = 0x5b;
const space = 0x20;

function isMapOf(text: string, { start, end, from }: { start: number; end: number; from: number }): boolean {
  return start === from && (/^\s*\[/.test(text.slice(end, end + 8)) || /\brange\s+$/.test(text.slice(from - 12, from)));
}

/** It is neither put there nor only looked at. */
function isTaken(text: string, { end, from }: { end: number; from: number }): boolean {
  const after = text.slice(end, end + 120);
  if (/^(\s*\[[^\]\n]*\])?\s*(:?=(?!=)|[!=]=\s*nil\b|:(?!=))/.test(after)) return false;
  // The field of a struct, and the type or the key of something.
  if (/^\s+(?:\[\]|map\[[^\]\n]*\])?(?:context\.CancelFunc|func\()/.test(after)) return false;
  return !/\b(?:delete|len|append|var)[\s(]\s*$/.test(text.slice(Math.max(0, from - 12), from));
}

function isComment({ outline }: ResolvedCode, offset: number): boolean {
  return outline.comments.some(({ start, end }) => start <= offset && offset < end);
}
