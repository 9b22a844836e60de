import type { StartCommand } from '../model/image-fact.ts';
import type { ProgramKind, Start } from '../model/production.ts';
import type { Setting } from './commands/command-files.ts';
import type { EnvironmentFound } from './environments.ts';
import { copiedFiles, rootsOf, startOf, type Images, type Recipe, type Variables } from './images.ts';
import type { ProductionInput } from './input.ts';
import { folderOf } from './modules/paths.ts';
import { tellingName } from './names.ts';
import { say } from '../words/say.ts';

/** A start with what is needed to find its program. */
export interface Launch {
  readonly start: Start;
  /** Entrypoint and arguments as words; empty where only the image says what it runs. */
  readonly words: readonly string[];
  readonly setting: Setting;
  /** The image's Dockerfile, where it is here. */
  readonly recipe?: Recipe;
  /** The image, where a workload names it. */
  readonly image?: string;
  /** It has a port on which others reach it. */
  readonly listens: boolean;
  /** Kind of the workload: `Deployment`, `CronJob`, `compose`, …; absent for an image alone. */
  readonly workload?: string;
  /** What its program is for, where the start says so. */
  readonly kind?: ProgramKind;
}

/** What starts are read with. */
export interface Tools {
  readonly input: ProductionInput;
  readonly images: Images;
  readonly variables: Variables;
  hasFolder(folder: string): boolean;
}

/** Words of a command; a text for a shell is one word. */
export function wordsOf(command: StartCommand | undefined): readonly string[] {
  if (!command) return [];
  return command.form === 'shell' ? ['sh', '-c', ...command.words] : command.words;
}

/** Where what a recipe makes is run, with the names that tell its program from others. */
export function settingOf(recipe: Recipe | undefined, names: readonly string[], { hasFolder, input }: Tools): Setting {
  const own = recipe?.start;
  return {
    roots: recipe ? rootsOf(recipe, hasFolder) : [],
    builds: own?.builds ?? [],
    workdir: own?.workdir,
    ...(recipe ? { copied: copiedFiles(recipe, input.paths) } : {}),
    names: [...names, ...(recipe ? [tellingName(folderOf(recipe.file)) ?? ''] : [])].filter((name) => name !== ''),
  };
}

/** Entrypoint and arguments of an image as they are after a workload has its say: an entrypoint of its own drops the image's arguments. */
export function started(
  recipe: Recipe | undefined,
  stage: string | undefined,
  { entrypoint, cmd }: { entrypoint: readonly string[] | undefined; cmd: readonly string[] | undefined },
): readonly string[] {
  const own = recipe ? startOf(recipe, stage) : {};
  const first = entrypoint ?? wordsOf(own.entrypoint);
  const rest = cmd ?? (entrypoint ? [] : wordsOf(own.cmd));
  return [...first, ...rest];
}

function textOfCommand(words: readonly string[]): string {
  const text = words.join(' ').replace(/\s+/g, ' ');
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
}

/** A start, with what says it. */
export function start(
  by: string,
  words: readonly string[],
  { found, at, subject }: { found: EnvironmentFound; at: Start['at']; subject: string },
): Start {
  const { environment, because } = found;
  const what =
    words.length === 0
      ? say('launch.runs-it', { subject })
      : say('launch.runs', { subject, textOfCommand: textOfCommand(words) });
  return {
    by,
    ...(words.length === 0 ? {} : { command: words }),
    environment,
    ...(environment === 'development' ? { develops: true as const } : {}),
    at,
    because:
      because === undefined || environment === 'production' ? what : say('launch.for', { what, environment, because }),
  };
}

/** Whether an image has a port. */
export function exposes(recipe: Recipe | undefined): boolean {
  return (recipe?.start?.exposes.length ?? 0) > 0;
}
