import { plainText } from '../../facts/artefacts/markdown.ts';
import type { DesignSection } from './sections.ts';
import {
  componentName,
  drawnComponents,
  type DesignComponent,
  type DesignComponents,
  type DesignLink,
} from './drawings.ts';

/** A section whose lists and tables are of components. */
const ofComponents =
  /\b(components?|parts|services|modules|building blocks|architecture|topology|containers|systems?|data ?flow|requests?( path| flow)?|dependenc(y|ies)|high[- ]level design|system design|overview of the design)\b/i;
const most = 200;

/** Reads components from lists, from arrows in lines and drawings, from Mermaid diagrams, and from tables. */
export function designComponents(sections: readonly DesignSection[]): DesignComponents {
  const components = new Map<string, DesignComponent>();
  const links = new Map<string, DesignLink>();
  const add = (name: string, line: number): string => {
    const key = keyOf(name);
    const known = components.get(key);
    if (!known && components.size < most) components.set(key, { name, line });
    return known?.name ?? name;
  };
  const link = (from: string, to: string, line: number) => {
    if (keyOf(from) === keyOf(to)) return;
    const [a, b] = [add(from, line), add(to, line)];
    const key = `${keyOf(a)}\n${keyOf(b)}`;
    if (!links.has(key) && links.size < most) links.set(key, { from: a, to: b, line });
  };
  sections.forEach((section, at) => {
    const isOwn = isAbout(sections, at);
    for (const paragraph of section.paragraphs) {
      const lines = paragraph.text.split('\n');
      if (paragraph.drawn) {
        // The text of a fence begins on the line below it.
        const found = drawnComponents(lines);
        for (const { name, line } of found.components) add(name, paragraph.line + 1 + line);
        for (const { from, to, line } of found.links) link(from, to, paragraph.line + 1 + line);
        continue;
      }
      if (!isOwn) continue;
      readTable(lines, { line: paragraph.line, add, link });
      lines.forEach((text, index) => {
        if (isRow(text)) return;
        const line = paragraph.line + index;
        const chain = chainIn(text);
        if (chain.length > 1) chain.forEach((to, i) => i > 0 && link(chain[i - 1] ?? '', to, line));
        else {
          const name = itemIn(text);
          if (name !== undefined) add(name, line);
        }
      });
    }
  });
  return { components: [...components.values()], links: [...links.values()] };
}

/** A section is about components where it or one that it is in says so. */
function isAbout(sections: readonly DesignSection[], at: number): boolean {
  let level = 7;
  for (let i = at; i >= 0; i--) {
    const section = sections[i];
    if (!section || section.level >= level) continue;
    level = section.level;
    // The title of the document is of all that it says.
    if (level > 1 && ofComponents.test(plainText(section.title))) return true;
  }
  return false;
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

const arrow = /\s*(?:<?-{1,3}>|={1,2}>|→|⟶|➜|➔|─+[►▶>])\s*/;

/** `web -> api -> database`, also behind a bullet; a label after a colon is left out. */
function chainIn(text: string): string[] {
  if (!arrow.test(text)) return [];
  const parts = text.replace(/^\s*(?:[-*+>]|\d{1,2}[.)])\s+/, '').split(arrow);
  const names = parts.map((part, at) => {
    // What follows the last name tells of the way, not of the component.
    const bare = at === parts.length - 1 ? part.replace(/(?:\s[-–—]\s|:\s|,\s|\.(?:\s|$)).*$/, '') : part;
    return componentName(at === 0 ? bare.replace(/^.*:\s+/, '') : bare);
  });
  return names.every((name) => name !== undefined) ? names : [];
}

/** `- **Search**: answers queries`, `- search - answers queries`, `1. Search`. */
function itemIn(text: string): string | undefined {
  const item = /^\s*(?:[-*+]|\d{1,2}[.)])\s+(\S.*)$/.exec(text)?.[1];
  if (item === undefined) return undefined;
  const strong = /^(?:\*\*|__|`)(.{2,60}?)(?:\*\*|__|`)/.exec(item)?.[1];
  const head = strong ?? /^([^:–—]{2,60}?)\s*(?::|\s[-–—]\s|$)/.exec(item)?.[1];
  return head === undefined ? undefined : componentName(head);
}

const isRow = (text: string) => text.trim().startsWith('|');

const nameColumn = /^(?:component|service|part|module|system|container|name|from|caller|source|client)s?$/i;
const toColumn =
  /^(?:calls|depends on|dependenc(?:y|ies)|uses|talks to|to|callee|target|destination|downstream|connects to|server)$/i;

interface Reading {
  readonly line: number;
  add(name: string, line: number): void;
  link(from: string, to: string, line: number): void;
}

/** A table with a column of components, and perhaps one of what they call. */
function readTable(lines: readonly string[], { line, add, link }: Reading): void {
  const start = lines.findIndex((text, i) => isRow(text) && /^\s*\|[\s|:-]+$/.test(lines[i + 1] ?? ''));
  if (start < 0) return;
  const head = cellsOf(lines[start] ?? '');
  const own = head.findIndex((cell) => nameColumn.test(cell));
  const other = head.findIndex((cell) => toColumn.test(cell));
  if (own < 0) return;
  for (let i = start + 2; isRow(lines[i] ?? ''); i++) {
    const cells = cellsOf(lines[i] ?? '');
    const name = componentName(cells[own] ?? '');
    if (name === undefined) continue;
    add(name, line + i);
    if (other < 0) continue;
    for (const part of (cells[other] ?? '').split(/,|;|\band\b|<br\s*\/?>/)) {
      const to = componentName(part);
      if (to !== undefined && !/^(?:none|nothing|n\/a|no)$/i.test(to)) link(name, to, line + i);
    }
  }
}

function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => plainText(cell).trim());
}
