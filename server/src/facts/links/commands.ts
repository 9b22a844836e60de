/** Commands of one file that are kept; a file with more lists them all, and belongs to none alone. */
const most = 60;

/** Parts of a literal that are looked through for its name. */
const near = 600;

/**
 * Names of the commands that a Go file registers with cobra, urfave/cli or kingpin. None where the file runs the root command, as it
 * belongs to all of them, and none where a name is no literal.
 */
export function goCommands(text: string, imports: ReadonlySet<string>): string[] {
  const from = (library: RegExp) => [...imports].some((module) => library.test(module));
  const found: string[] = [];
  if (from(/\/spf13\/cobra$/)) {
    if (/\.Execute(?:C|Context|ContextC)?\(/.test(text)) return [];
    for (const { index } of text.matchAll(/\bcobra\.Command\{/g)) {
      const part = text.slice(index + 'cobra.Command{'.length, index + near);
      const name = /^[^{}]*?\bUse:\s*"([\w-]+)/.exec(part)?.[1];
      if (name === undefined) return [];
      found.push(name, ...stringsOf(/\bAliases:\s*\[\]string\{([^}]*)\}/.exec(part)?.[1] ?? ''));
    }
  } else if (from(/\/urfave\/cli(\/v\d+)?$/)) {
    if (/\.Run(?:Context)?\((?:\w+,\s*)?os\.Args/.test(text) || !/\bcli\.Command\b/.test(text)) return [];
    // Elements of a list have no type of their own: flags and arguments are named likewise, and only add to what is kept.
    for (const [, name = ''] of text.matchAll(/\bName:\s*"([\w-]+)"/g)) found.push(name);
    if (/\bName:\s*[A-Za-z_]/.test(text)) return [];
  } else if (from(/\/kingpin(\.v\d|\/v\d+)?$/)) {
    if (/\bkingpin\.(?:New|Parse)\(|\.Parse\(os\.Args/.test(text)) return [];
    for (const [, name] of text.matchAll(/\.Command\(\s*(?:"([\w-]+)")?/g)) {
      if (name === undefined) return [];
      found.push(name);
    }
  }
  return kept(found);
}

/** Names of the commands that a Python file registers with Click or Typer; none where it makes the group that they are in. */
export function pythonCommands(text: string, imports: ReadonlySet<string>): string[] {
  if (![...imports].some((module) => /^(click|typer|flask\.cli)(\.|$)/.test(module))) return [];
  if (/^@click\.group\(|^if[ \t]+__name__[ \t]*==/m.test(text)) return [];
  const found: string[] = [];
  for (const [, written = '', own = ''] of text.matchAll(
    /^@(?:\w+\.)?command\(([^)\n]{0,300})\)[^\n]*\n(?:[@ \t)][^\n]*\n){0,60}(?:async[ \t]+)?def[ \t]+(\w+)/gm,
  )) {
    const name = /^\s*(?:name\s*=\s*)?["']([\w-]+)["']/.exec(written)?.[1];
    const plain = own.replaceAll('_', '-');
    found.push(...(name === undefined ? [plain, plain.replace(/-(command|cmd|group|grp)$/, '')] : [name]));
  }
  return kept(found);
}

function stringsOf(list: string): string[] {
  return [...list.matchAll(/"([\w-]+)"/g)].map(([, name = '']) => name);
}

function kept(names: readonly string[]): string[] {
  const all = [...new Set(names)];
  return all.length > most ? [] : all;
}
