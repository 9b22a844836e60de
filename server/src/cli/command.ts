import type { Installation } from '../installation.ts';
import type { Logger } from '../model/logger.ts';
import type { Language } from '../words/language.ts';
import type { Arguments, OptionSpec } from './arguments.ts';

/** What a subcommand runs with. */
export interface Environment {
  readonly installation: Installation;
  /** Shows messages in the language that was asked for; data for programs is English. */
  readonly words: Language;
  readonly cwd: string;
  /** Folder of caches; absent with `--no-cache`. */
  readonly storage: string | undefined;
  readonly color: boolean;
  readonly logger: Logger;
  /** Writes text for people; what a terminal or a runner of pipelines would obey is escaped. */
  print(text: string): void;
  /** Writes data for programs, exactly as it is. */
  data(text: string): void;
}

/** One subcommand of `prr`. */
export interface Command {
  readonly name: string;
  /** Positional arguments as the help shows them. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Gives the exit code. */
  run(args: Arguments, environment: Environment): Promise<number>;
}
