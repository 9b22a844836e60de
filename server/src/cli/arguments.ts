import { parseArgs } from 'node:util';

/** A mistake on the command line: printed without a stack, exit code 2. */
export class UsageError extends Error {}

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  readonly short?: string;
  /** Shown after the option's name in the help. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly help: string;
}

export interface Arguments {
  readonly positionals: readonly string[];
  /** The last value of a text option. */
  text(name: string): string | undefined;
  /** All values of an option that may stand several times. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** Reads arguments by a table of options; throws `UsageError` for unknown options and values. */
export function readArguments(args: readonly string[], options: Readonly<Record<string, OptionSpec>>): Arguments {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, { type, multiple, short }]) => [
          name,
          { type, ...(multiple ? { multiple } : {}), ...(short === undefined ? {} : { short }) },
        ]),
      ),
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const values = parsed.values as Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  const texts = (name: string) => [values[name] ?? []].flat().filter((value) => typeof value === 'string');
  for (const [name, { choices }] of Object.entries(options)) {
    const wrong = choices ? texts(name).find((value) => !choices.includes(value)) : undefined;
    if (wrong !== undefined) throw new UsageError(`--${name} is one of ${choices?.join(', ')}, not ${wrong}`);
  }
  return {
    positionals: parsed.positionals,
    text: (name) => texts(name).at(-1),
    texts,
    flag: (name) => values[name] === true,
  };
}
