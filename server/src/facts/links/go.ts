import { goCommands } from './commands.ts';
import { goChoices } from './go-choices.ts';
import { stayingIn } from './go-staying.ts';
import type { Links } from './found.ts';

const clause = /^package[ \t]+(\w+)/m;
const one = /^import[ \t]+(?:[\w.]+[ \t]+)?"([^"\n]+)"/gm;
const block = /^import[ \t]*\(([^)]*)\)/gm;
const main = /^func[ \t]+main\(\)/m;

/** Imports and package clause of a Go file. */
export function goLinks(text: string): Links {
  const name = clause.exec(text)?.[1];
  const imports = new Set<string>();
  for (const [, module = ''] of text.matchAll(one)) imports.add(module);
  for (const [, lines = ''] of text.matchAll(block)) {
    // A comment between them may hold a string.
    for (const line of lines.split('\n')) {
      const module = /^[ \t]*(?:[\w.]+[ \t]+)?"([^"\n]+)"/.exec(line)?.[1];
      if (module !== undefined) imports.add(module);
    }
  }
  const stays = stayingIn(text);
  const commands = goCommands(text, imports);
  const begins = name === 'main' && main.test(text);
  const choices = begins ? goChoices(text) : [];
  return {
    ...(name === undefined ? {} : { package: name }),
    imports: [...imports],
    ...(begins ? { entry: 'main' as const } : {}),
    ...(choices.length === 0 ? {} : { choices }),
    ...(commands.length === 0 ? {} : { commands }),
    ...(stays.length === 0 ? {} : { stays }),
  };
}
