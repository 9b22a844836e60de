import { packLanguage, type Knowledge } from '../../knowledge/knowledge.ts';
import type { PackLanguage } from '../../knowledge/pack.ts';
import type { ResolvedCode } from './resolved.ts';

/** Finds something of a file once, for all its calls, handlers or routes that ask; kept with the file, and no longer. */
export function oncePerFile<T extends object | string | boolean>(
  find: (code: ResolvedCode) => T,
): (code: ResolvedCode) => T {
  return (code) => {
    const before = code.found.get(find);
    if (before !== undefined) return before as T;
    const found = find(code);
    code.found.set(find, found);
    return found;
  };
}

/** Finds something in the packs of a language once, for all its files. */
export function oncePerLanguage<T extends object>(
  find: (knowledge: Knowledge, language: PackLanguage) => T,
): (code: Pick<ResolvedCode, 'knowledge' | 'outline'>) => T {
  const known = new WeakMap<Knowledge, Map<PackLanguage, T>>();
  return ({ knowledge, outline }) => {
    let byLanguage = known.get(knowledge);
    if (!byLanguage) known.set(knowledge, (byLanguage = new Map<PackLanguage, T>()));
    const language = packLanguage(outline.language);
    let found = byLanguage.get(language);
    if (!found) byLanguage.set(language, (found = find(knowledge, language)));
    return found;
  };
}
