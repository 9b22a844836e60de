import type { GoMentions } from '../../model/link-fact.ts';

/** Comments and texts, which begin with signs of each other; one without an end goes to the end, so that none is looked for twice. */
const silent =
  /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*(?:`|(?![\s\S]))|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|\/\/[^\n]*/g;
/** What only declares a name, or asks the compiler about it. */
const declaring = /^func[ \t]*(?:\([^)\n]*\)[ \t]*)?\w+|^type[ \t]+\w+|^var[ \t]+_[^\n]*/gm;
const exported = /(?:(?<![\w.])(\w+)[ \t]*\.\s*)?(?<!\w)([A-Z]\w*)/g;
const renamed = /^(?:import)?[ \t]+([\w.]+)[ \t]+"([^"\n]+)"/gm;

/**
 * Exported names that a Go file mentions anywhere but where it declares them: `.Name` of its own package, `stock.Name` of another,
 * by the last part of its path where the file renames it. More than it means, and never fewer.
 */
export function goMentions(text: string): GoMentions[] {
  const aliases = new Map([...text.matchAll(renamed)].map(([, alias = '', path = '']) => [alias, lastPart(path)]));
  const found = new Set<string>();
  const isDotted = aliases.has('.');
  for (const [, local, name = ''] of text.replace(silent, ' ').replace(declaring, ' ').matchAll(exported)) {
    found.add(`${local === undefined ? '' : (aliases.get(local) ?? local)}.${name}`);
    if (local === undefined && isDotted) found.add(`*.${name}`);
  }
  if (found.size === 0) return [];
  return [{ kind: 'go-mentions', span: { start: 0, end: 0 }, names: [...found].join(' ') }];
}

/** The last part of an import path that is no version. */
function lastPart(path: string): string {
  const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
  return parts.at(-1) ?? path;
}
