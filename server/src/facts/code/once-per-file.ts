import { packLanguage, type Knowledge } from '../../knowledge/knowledge.ts';
import type { PackLanguage } from '../../knowledge/pack.ts';
import type { Outline } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from './resolved.ts';

/** Finds something of a file once, for all its calls, handlers or routes that ask; kept for as long as its outline is. */
export function oncePerFile<T extends object | string | boolean>(
  find: (code: ResolvedCode) => T,
): (code: ResolvedCode) => T {
  const known = new WeakMap<Outline, T>();
  return (code) => {
    const before = known.get(code.outline);
    if (before !== undefined) return before;
    const found = find(code);
    known.set(code.outline, found);
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
