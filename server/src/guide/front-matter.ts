/** The part between `---` lines at the head of a page, as our pages and those of site generators have it. */
export interface FrontMatter {
  /** Length of the head, with its closing line. */
  readonly length: number;
  /** The text between the lines, and where it begins. */
  readonly text: string;
  readonly start: number;
  /** The value of a key on one line, without its quotes. */
  value(name: string): string | undefined;
  /** The values of a list, in brackets or one a line, each with its place in the page. */
  list(name: string): readonly { readonly text: string; readonly start: number }[];
}

/** The head of a page; undefined where it has none, or none that ends. */
export function frontMatterOf(page: string): FrontMatter | undefined {
  const bom = page.startsWith('\uFEFF') ? 1 : 0;
  const open = /^---[ \t]*\r?\n/.exec(page.slice(bom, bom + 40));
  if (!open) return undefined;
  const start = bom + open[0].length;
  const close = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(page.slice(start, start + maxHead));
  if (!close) return undefined;
  const text = page.slice(start, start + close.index);
  return {
    length: start + close.index + close[0].length,
    text,
    start,
    value: (name) => unquoted(lineOf(text, name)?.value ?? ''),
    list(name) {
      const found = lineOf(text, name);
      if (!found) return [];
      const rest = text.slice(found.at);
      const block =
        found.value === '' ? (/^(?:[ \t]*-[ \t][^\n]*\n?)+/.exec(rest.replace(/^[^\n]*\n/, ''))?.[0] ?? '') : '';
      const written = found.value === '' ? block : found.value;
      const base =
        start + (found.value === '' ? found.at + rest.indexOf('\n') + 1 : found.at + rest.indexOf(found.value));
      return [...written.matchAll(/[^\s,[\]"']+/g)]
        .filter(([word]) => word !== '-')
        .map((match) => ({ text: match[0], start: base + match.index }));
    },
  };
}

/** Longest head that is looked for, in UTF-16 units. */
const maxHead = 20_000;

function lineOf(text: string, name: string): { value: string; at: number } | undefined {
  const match = new RegExp(`^${name}:[ \\t]*([^\\n]{0,500})`, 'm').exec(text);
  return match ? { value: (match[1] ?? '').trim(), at: match.index } : undefined;
}

function unquoted(value: string): string | undefined {
  const bare = quoted(value) ?? value.replace(/[ \t]#.*$/, '').trim();
  return bare === '' || /^[|>][-+]?$/.test(bare) || bare.includes('{{') ? undefined : bare;
}

function quoted(value: string): string | undefined {
  const single = /^'((?:[^']|'')*)'/.exec(value)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  return /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1]?.replace(/\\(["\\/])/g, '$1');
}
