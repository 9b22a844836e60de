import type { GoMentions } from '../../model/link-fact.ts';

/** What only declares a name, or asks the compiler about it. */
const declaring = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|^func[ \t]*(?:\([^)\n]*\)[ \t]*)?\w+|^type[ \t]+\w+|^var[ \t]+_[^\n]*/gm;
const exported = /(?:(?<![\w.])(\w+)[ \t]*\.\s*)?(?<!\w)([A-Z]\w*)/g;
const renamed = /^(?:import)?[ \t]+([\w.]+)[ \t]+"(?:[^"\n]*\/)?([\w.-]+?)(?:\/v\d+)?"/gm;

/**
 * Exported names that a Go file mentions anywhere but where it declares them: `.Name` of its own package, `stock.Name` of another,
 * by the last part of its path where the file renames it. More than it means, and never fewer.
 */
export function goMentions(text: string): GoMentions[] {
  const aliases = new Map([...text.matchAll(renamed)].map(([, alias = '', last = '']) => [alias, last]));
  const found = new Set<string>();
  const isDotted = aliases.has('.');
  for (const [, local, name = ''] of text.replace(declaring, ' ').matchAll(exported)) {
    found.add(`${local === undefined ? '' : (aliases.get(local) ?? local)}.${name}`);
    if (local === undefined && isDotted) found.add(`*.${name}`);
  }
  if (found.size === 0) return [];
  return [{ kind: 'go-mentions', span: { start: 0, end: 0 }, names: [...found].join(' ') }];
}
