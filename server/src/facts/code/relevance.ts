import type { Pack } from '../../knowledge/pack.ts';
import type { ResolvedCode } from './resolved.ts';

/** Packs that may have something to say about a file: it names one of their modules or globals. */
export function packsOf({ outline, text, knowledge }: ResolvedCode): ReadonlySet<Pack> {
  const { language } = outline;
  const found = new Set<Pack>();
  const add = (module: string) => {
    for (const pack of knowledge.forModule(language, module)) found.add(pack);
  };
  for (const { module } of outline.imports) add(module);
  for (const { callee, args } of outline.calls) {
    const first = args[0]?.value;
    const name = callee.names[0];
    if (first?.kind === 'string' && callee.names.length === 1 && (name === 'require' || name === 'import'))
      add(first.text);
  }
  for (const name of knowledge.globalsOf(language)) {
    if (text.includes(name)) for (const pack of knowledge.forGlobal(language, name)) found.add(pack);
  }
  return found;
}
