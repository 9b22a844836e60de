import type { Library, PackageManager } from '../model/component-fact.ts';
import type { Pack, PackLanguage } from './pack.ts';

const managers: Readonly<Record<PackLanguage, PackageManager>> = {
  javascript: 'npm',
  go: 'go',
  python: 'pypi',
  java: 'maven',
  csharp: 'nuget',
};

/** The packs that say something of the libraries of a build, by their names there. */
export function packsByLibrary(packs: readonly Pack[]): (library: Library) => readonly Pack[] {
  const exact = new Map<string, Pack[]>();
  const begins: { readonly start: string; readonly pack: Pack }[] = [];
  for (const pack of packs) {
    for (const name of pack.libraries) {
      const key = `${managers[pack.language]} ${name}`;
      if (name.endsWith('*')) begins.push({ start: key.slice(0, -1), pack });
      else exact.set(key, [...(exact.get(key) ?? []), pack]);
    }
  }
  return ({ manager, name }) => {
    const key = `${manager} ${manager === 'go' ? name.replace(/\/v\d+$/, '') : name}`;
    return [...(exact.get(key) ?? []), ...begins.flatMap(({ start, pack }) => (key.startsWith(start) ? [pack] : []))];
  };
}
