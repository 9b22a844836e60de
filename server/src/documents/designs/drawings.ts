import { plainText } from '../../facts/artefacts/markdown.ts';

/** A component that a design document names. */
export interface DesignComponent {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

/** That one component calls, feeds or leads to another. */
export interface DesignLink {
  readonly from: string;
  readonly to: string;
  /** 1-based. */
  readonly line: number;
}

/** The components of a document with what leads from one to another, each once. */
export interface DesignComponents {
  readonly components: readonly DesignComponent[];
  readonly links: readonly DesignLink[];
}

/** A name, without markup and without what is said of it; undefined where it is a sentence, a number or a state. */
export function componentName(written: string): string | undefined {
  const name = plainText(written)
    .replace(/^\s*(?:[-*+]|\d{1,2}[.)])\s+/, '')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replace(/^(?:the|an?)\s+/i, '')
    .replace(/[.,;:]+$/, '')
    .trim();
  if (name.length < 2 || name.length > 40 || name.split(/\s+/).length > 4) return undefined;
  return /^\p{L}[\p{L}\p{N} ._/&-]*$/u.test(name) && !/^v?\d/.test(name) ? name : undefined;
}

interface Drawn {
  readonly components: { name: string; line: number }[];
  readonly links: { from: string; to: string; line: number }[];
}

/** Components of a drawing in a fence, by line of it from 0: a Mermaid flowchart or sequence, or arrows between words. */
export function drawnComponents(lines: readonly string[]): DesignComponents {
  const first = lines.findIndex((line) => line.trim() !== '' && !line.trim().startsWith('%%'));
  const kind = lines[first]?.trim() ?? '';
  if (/^(?:flowchart|graph)\b/.test(kind)) return flowchart(lines, first);
  if (/^sequenceDiagram\b/.test(kind)) return sequence(lines, first);
  if (/^(?:stateDiagram|classDiagram|erDiagram|gantt|pie|journey|gitGraph|mindmap|timeline)/.test(kind))
    return { components: [], links: [] };
  return arrows(lines);
}

const notNodes = /^(?:subgraph|end|classDef|class|style|click|linkStyle|direction|%%|accTitle|accDescr)\b/;
/** `-->`, `---`, `-.->`, `==>`, `<-->`, `--o`, `--x`, with its text: `-- calls -->`, `-->|calls|`. */
const edge =
  /\s*(?:<?(?:--|==)\s+[^-=>|]{1,80}?\s+(?:--+>?|==+>?)|<?-\.[^.>|]{0,80}\.?-+>?|<?(?:--+[>ox]?|==+>?))(?:\|[^|]{0,200}\|)?\s*/;

/** Nodes and edges of a flowchart; a chain leads on, and `&` joins several. */
function flowchart(lines: readonly string[], first: number): Drawn {
  const labels = new Map<string, { name: string; line: number }>();
  const pairs: { from: string; to: string; line: number }[] = [];
  lines.forEach((line, at) => {
    if (at <= first) return;
    for (const statement of line.split(';')) {
      const text = statement.trim();
      if (text === '' || notNodes.test(text)) continue;
      // Labels may hold what looks like an edge.
      const held: string[] = [];
      const bare = text.replace(
        /\[+[^\]]*\]+|\(+[^)]*\)+|\{+[^}]*\}+|"[^"]*"/g,
        (label) => `«${held.push(label) - 1}»`,
      );
      const groups = bare.split(edge).map((group) => group.split(/\s+&\s+/).map((node) => nodeOf(node, held)));
      for (const group of groups)
        for (const node of group) {
          if (!node) continue;
          const known = labels.get(node.id);
          if (!known || node.label !== undefined)
            labels.set(node.id, { name: node.label ?? known?.name ?? node.id, line: known?.line ?? at });
        }
      for (let i = 1; i < groups.length; i++)
        for (const from of groups[i - 1] ?? [])
          for (const to of groups[i] ?? []) if (from && to) pairs.push({ from: from.id, to: to.id, line: at });
    }
  });
  return named(labels, pairs);
}

/** `api`, `api[The API]`, `db[(Database)]`, `api:::hot`. */
function nodeOf(written: string, held: readonly string[]): { id: string; label?: string } | undefined {
  const match = /^([\p{L}_][\p{L}\p{N}_.-]*)(?:«(\d+)»)*/u.exec(written.trim());
  const id = match?.[1];
  if (id === undefined) return undefined;
  const label = match?.[2] === undefined ? undefined : held[Number(match[2])];
  const words = label?.replace(/^[[({"/\\>\s]+|[\])}"/\\\s]+$/g, '').replace(/<br\s*\/?>.*$/i, '');
  const name = words === undefined ? undefined : componentName(words);
  return { id, ...(name === undefined ? {} : { label: name }) };
}

function sequence(lines: readonly string[], first: number): Drawn {
  const labels = new Map<string, { name: string; line: number }>();
  const pairs: { from: string; to: string; line: number }[] = [];
  lines.forEach((line, at) => {
    if (at <= first) return;
    const said = /^\s*(?:participant|actor)\s+(\S+)(?:\s+as\s+(.+))?$/.exec(line);
    const id = said?.[1];
    if (id !== undefined) labels.set(id, { name: componentName(said?.[2] ?? id) ?? id, line: at });
    const message = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*(--?)>>?\s*[+-]?\s*([\p{L}_][\p{L}\p{N}_]*)\s*:/u.exec(line);
    const [, from, dash, to] = message ?? [];
    if (from === undefined || to === undefined) return;
    for (const each of [from, to]) if (!labels.has(each)) labels.set(each, { name: each, line: at });
    // A dashed line is an answer.
    if (dash === '-') pairs.push({ from, to, line: at });
  });
  return named(labels, pairs);
}

function named(
  labels: ReadonlyMap<string, { name: string; line: number }>,
  pairs: readonly { from: string; to: string; line: number }[],
): Drawn {
  const nameOf = (id: string) => labels.get(id)?.name ?? id;
  return {
    components: [...labels.values()],
    links: pairs.map(({ from, to, line }) => ({ from: nameOf(from), to: nameOf(to), line })),
  };
}

const drawnArrow = /(?:[-─=]+(?:\s*[\w /]{1,30}\s*[-─=]+)?[>►▶]|→)/;

/** `[web] --> [api] --> (database)`: words with arrows between them, on one line. */
function arrows(lines: readonly string[]): Drawn {
  const found: Drawn = { components: [], links: [] };
  lines.forEach((line, at) => {
    if (!drawnArrow.test(line)) return;
    const parts = line.split(drawnArrow);
    const names = parts.map((part) => componentName(part.replace(/[[\](){}|│"'+]/g, ' ').trim()));
    for (let i = 1; i < names.length; i++) {
      const [from, to] = [names[i - 1], names[i]];
      if (from !== undefined && to !== undefined) found.links.push({ from, to, line: at });
    }
  });
  return found;
}
