import type { ProgramKind } from '../../model/production.ts';
import type { Leaving } from '../modules/go-live.ts';
import type { Choice, Reaching } from '../reach.ts';
import type { Ran } from './command-files.ts';
import { baseOf, unwrapped } from './command-words.ts';

/** What a start runs of a program that is many commands. */
export interface Chosen extends Leaving {
  /** The commands that its words name, the outer one first. */
  readonly commands: readonly string[];
  /** They are a branch of the file that begins the program. */
  readonly isBranch?: true;
}

/** What commands are for, by the names that are usual for them. */
const once = /^(db-?)?(migrat(e|ions?)|init|initdb|seed|setup|bootstrap|backup|restore|upgrade-?db|db-?upgrade)$/;
const working = /(^|[-_])(workers?|consumers?|celery|scheduler|beat|poll(er|ing)|cron|queue)([-_]|$)/;

/** What a program is for, as the command says that it is started with; undefined where its name tells nothing. */
export function kindOfChosen({ commands }: Chosen): ProgramKind | undefined {
  if (commands.some((name) => once.test(name))) return 'job';
  return commands.some((name) => working.test(name)) ? 'worker' : undefined;
}

/** Views and other pages of Django are loaded by what serves them, and not by its other commands. */
const urls = /(^|\/)urls(\.py$|\/)/;
const djangoCommand = /(^|\/)management\/commands\/(\w+)\.py$/;
/** Commands of Django that serve, or that take in all there is. */
const serving = /^(run(server|mailer)?|\w*_?serve\w*|shell\w*|test|check)$/;

/** The id of the program that a command is of, by its own id. */
export function wholeOf(id: string): string {
  return id.replace(/(?: [\w-]+)+$/, '');
}

/**
 * Finds the command that a start chooses within a program, by the names that the files of the program register. Only these files, and
 * what is reached through them alone, are told apart; where the words name no command, the start runs the whole program.
 */
export function openChoice({
  commands,
  choices,
  reach,
}: Pick<Reaching, 'commands' | 'choices' | 'reach'>): (ran: Ran, words: readonly string[]) => Chosen | undefined {
  const registered = new Map<string, ReadonlySet<string>>();
  const registeredBy = (entries: readonly string[]): ReadonlySet<string> => {
    const key = entries.join('\n');
    const known = registered.get(key) ?? new Set([...reach(entries).files].flatMap((file) => commands.get(file) ?? []));
    registered.set(key, known);
    return known;
  };
  return (ran, words) => {
    const whole = unwrapped(words).at(-1) ?? [];
    const last = whole.slice(1);
    if (ran.entries.every((file) => /(^|\/)manage\.py$/.test(file))) return ofDjango(last);
    const branch = ran.entries.flatMap((file) => branchChosen(file, choices.get(file) ?? [], whole) ?? [])[0];
    if (branch) return branch;
    if (commands.size === 0 || (ran.language !== 'go' && ran.language !== 'python')) return undefined;
    const names = registeredBy(ran.entries);
    const at = last.findIndex((word) => names.has(word));
    if (at < 0) return undefined;
    const chosen = last.slice(at).filter((word) => names.has(word));
    return {
      commands: chosen,
      isLeftOut: (file) => {
        const own = commands.get(file);
        return own !== undefined && !own.some((name) => chosen.includes(name));
      },
    };
  };
}

/**
 * The branch of a file that a start chooses, by the name of the binary, a word after it or the value of an option; the default where
 * the texts of the others are known and none is given.
 */
function branchChosen(by: string, choices: readonly Choice[], words: readonly string[]): Chosen | undefined {
  const given = words.map((word) => (word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : baseOf(word)));
  const name = given.find((each) => choices.some(({ names }) => names.includes(each)));
  const isKnown = !words.some((word) => word.includes('$')) && choices.every((each) => each.by !== 'constants');
  const own = choices.filter((each) =>
    name === undefined ? isKnown && each.by === 'default' : each.names.includes(name),
  );
  if (own.length === 0) return undefined;
  const left = new Set(choices.flatMap(({ files }) => [...files]));
  for (const { files } of own) for (const file of files) left.delete(file);
  const unsaid = new Set(choices.flatMap(({ mentions }) => mentions));
  for (const { mentions } of own) for (const mention of mentions) unsaid.delete(mention);
  return {
    commands: name === undefined ? [] : [name],
    isBranch: true,
    isLeftOut: (file, from) => from === by && left.has(file),
    isPassedOver: (mention, from) => from === by && unsaid.has(mention),
  };
}

/** `manage.py NAME`: the other commands of the project are not run, nor are its views. */
function ofDjango(words: readonly string[]): Chosen | undefined {
  const at = words.findIndex((word) => word.endsWith('manage.py'));
  if (at < 0) return undefined;
  const name = words.slice(at + 1).find((word) => !word.startsWith('-'));
  if (name === undefined || !/^\w+$/.test(name) || serving.test(name)) return undefined;
  return {
    commands: [name],
    isLeftOut: (file) => {
      const command = djangoCommand.exec(file)?.[2];
      return command === undefined ? urls.test(file) : command !== name;
    },
  };
}
