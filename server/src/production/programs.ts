import { gather } from './gather.ts';
import type { ProcessStart } from '../model/image-fact.ts';
import type { Program, Start } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import { openProducts } from './bought-in.ts';
import { kindOfChosen, openChoice, type Chosen } from './commands/chosen.ts';
import type { CommandTools, Ran } from './commands/command-files.ts';
import { openDaemons } from './commands/daemons.ts';
import { interpret, keptBy } from './commands/commands.ts';
import { commandsWithin } from './commands/many-in-one.ts';
import { openEntries, type Entries } from './entries.ts';
import { environmentOf } from './environments.ts';
import { builtPages, guess, siteOf } from './commands/guesses.ts';
import type { ProductionInput } from './input.ts';
import { kindOf, openKinds } from './commands/kinds.ts';
import { folderOf } from './modules/paths.ts';
import { commandWords, imageReference } from './names.ts';
import { openReach } from './reach.ts';
import { isDeployed } from './standing.ts';
import type { Launch } from './launch.ts';
import { findLaunches } from './starts.ts';
import { say } from '../words/say.ts';

interface Draft {
  readonly id: string;
  ran: Ran;
  /** The command that is run of a program that is many. */
  chosen?: Chosen | undefined;
  readonly launches: Launch[];
}

export interface FoundPrograms {
  readonly programs: readonly Program[];
  /** Nothing says what is deployed. */
  readonly undeclared: boolean;
  /** Dockerfiles whose image a workload runs. */
  readonly running: ReadonlySet<string>;
}

/** All programs with what starts them. */
export function findPrograms(input: ProductionInput): FoundPrograms {
  const reaching = openReach(input);
  const entries = openEntries(input);
  const { all } = findLaunches(input, entries.hasFolder);
  const tools: CommandTools = {
    entries,
    modules: reaching.modules,
    paths: input.paths,
    processes: input.facts('process-start'),
    scripts: new Map(input.facts('start-script').map(({ file, fact }) => [file, fact])),
    binaries: binariesOf(input),
    isProduct: openProducts(input),
  };
  const drafts = new Map<string, Draft>();
  const choose = openChoice(reaching);
  const add = (given: Ran, launch?: Launch) => {
    // What developers run once in a while is the program as a whole.
    const isOwn = launch && (launch.workload !== undefined || isDeployed(launch.start));
    const chosen = isOwn ? choose(given, launch.words) : undefined;
    const kind = chosen && kindOfChosen(chosen);
    const ran = kind === undefined ? given : { ...given, kind };
    const id = [idOf(ran, input.workspaceName), ...(chosen?.commands ?? [])].join(' ');
    const known = drafts.get(id);
    const draft = known ?? { id, ran, chosen, launches: [] };
    drafts.set(id, draft);
    // One program that is started as a server here and as a worker there serves; where one start tells nothing, its files do.
    if (known && launch && known.launches.length > 0 && ran.kind !== known.ran.kind) {
      const { kind: _kind, ...rest } = known.ran;
      draft.ran = [ran.kind, known.ran.kind].includes('server') ? { ...rest, kind: 'server' } : rest;
    }
    if (known && launch && !chosen) delete draft.chosen;
    if (launch) draft.launches.push(launch);
  };
  const open: Launch[] = [];
  for (const launch of all) {
    const ran = interpret(launch.words, launch.setting, tools) ?? guess(launch, tools);
    if (ran) add(ran, launch);
    else if (isDeployed(launch.start) && launch.image !== undefined && !tools.isProduct(launch.image))
      open.push(launch);
    for (const { ran: kept, process } of keptBy(launch.words, launch.setting, tools))
      add(kept, keptIn(launch, process));
    const page = siteOf(launch, tools);
    if (page && page.folder !== ran?.folder) add(page, launch);
  }
  const isPage = new Set([...drafts.values()].flatMap(({ ran }) => ran.entries));
  for (const { ran, file } of builtPages(tools))
    if (!ran.entries.some((entry) => isPage.has(entry))) add(ran, pageLaunch(file));
  const begun = unstarted(entries);
  const kinds = openKinds(input);
  // A library may build pages, and is deployed from elsewhere all the same.
  const isStarted = () =>
    [...drafts.values()].some(({ launches }) =>
      launches.some(({ start }) => isDeployed(start) && start.by !== 'package.json'),
    );
  if (!isStarted()) {
    // One image and one program that serves: they belong together, whatever they are called.
    const images = new Set(open.map(({ image = '' }) => imageReference(image).repository));
    const serving = begun.filter(({ entries: files }) =>
      [...reaching.reach(files).files].some((file) => kinds.serving.has(file)),
    );
    const [only, ...more] = serving.length > 0 ? serving : likely(entries, tools, input);
    if (images.size === 1 && only && more.length === 0) for (const launch of open) add(only, launch);
  }
  const isDaemon = openDaemons(tools);
  const within = [...drafts.values()].flatMap((draft) => commandsWithin(draft, { tools, kinds, reaching, isDaemon }));
  for (const [each, launch] of within) add(each, launch);
  // What a binary starts by name is a program of its own: the binary itself is what is left.
  const apart = new Map<string, string[]>();
  for (const [{ entries: files }, { start }] of within) for (const file of files) gather(apart, start.at.file, file);
  // Of a program that is many commands, people may run by hand what nothing starts.
  const divided = new Set([...drafts.values()].flatMap(({ ran, chosen }) => (chosen ? ran.entries : [])));
  for (const ran of begun) add(ran.entries.some((file) => divided.has(file)) ? { ...ran, kind: 'command' } : ran);
  // Manifests of images from elsewhere say what is deployed, unless there is code that serves and that none of them names.
  const undeclared = !isStarted() && (open.length === 0 || kinds.serving.size > 0);
  if (undeclared) for (const ran of likely(entries, tools, input)) add(ran);
  const isDivided = (file: string) => reaching.choices.get(file)?.some((each) => each.files.size > 0) ?? false;
  const alone = [...drafts.values()].filter(({ launches }) => launches.length > 0).length === 1;
  const programs = [...drafts.values()].map(({ id, ran, chosen, launches }): Program => {
    const entry = entryOf(ran);
    const others = new Set(entry === undefined ? [] : apart.get(entry));
    const leaving = chosen ?? (others.size > 0 ? { isLeftOut: (file: string) => others.has(file) } : undefined);
    const { files, idle, live, loads } = reaching.reach(runFirst(ran, chosen), leaving);
    return {
      id,
      kind: kindOf({ ran, launches, files, alone, isDaemon }, kinds),
      language: ran.language,
      ...(entry === undefined ? {} : { entry }),
      folder: ran.folder,
      starts: startsOf(launches),
      files,
      idle,
      live,
      loads,
      ...(chosen?.isBranch ? { branchOf: idOf(ran, input.workspaceName) } : {}),
      ...(!chosen && ran.entries.some((file) => isDivided(file)) ? { undecided: true as const } : {}),
    };
  });
  const running = new Set(
    all.flatMap(({ recipe, workload, start }) =>
      recipe && workload !== undefined && isDeployed(start) ? [recipe.file] : [],
    ),
  );
  return { programs: programs.sort((a, b) => (a.id < b.id ? -1 : 1)), undeclared, running };
}

/** The files that run first: those of a package of Go are of other commands, too. */
function runFirst({ entries }: Ran, chosen: Chosen | undefined): readonly string[] {
  const own = entries.filter((file) => !chosen?.isLeftOut(file, file));
  return own.length > 0 ? own : entries;
}

/** Starts, those of production first. */
function startsOf(launches: readonly Launch[]): Start[] {
  const order = ['production', 'staging', 'development'];
  return launches.map(({ start }) => start).sort((a, b) => order.indexOf(a.environment) - order.indexOf(b.environment));
}

function entryOf({ entries, language }: Ran): string | undefined {
  if (language === 'go') return entries.find((file) => file.endsWith('/main.go') || file === 'main.go') ?? entries[0];
  // A project of C# is known by its folder, however many files it has.
  return entries.length === 1 && language !== 'csharp' ? entries[0] : undefined;
}

function idOf(ran: Ran, workspaceName: string): string {
  return entryOf(ran) ?? (ran.folder === '' ? workspaceName : ran.folder);
}

/** Programs that begin somewhere, whether or not something starts them. */
function unstarted({ goMains, javaMains, pythonMains, links }: Entries): Ran[] {
  return [
    ...[...goMains].map(([folder, files]) => ({ entries: files, language: 'go', folder })),
    ...[...javaMains, ...pythonMains].map((file) => ({
      entries: [file],
      language: links.get(file)?.language ?? 'unknown',
      folder: folderOf(file),
    })),
  ];
}

/** Where nothing says what is deployed: what packages start, and files that start a server. */
function likely(entries: Entries, tools: CommandTools, input: ProductionInput): Ran[] {
  const started = [...entries.packages.values()].flatMap(({ folder, scripts }) => {
    const name = ['start:prod', 'start', 'serve'].find((each) => scripts[each] !== undefined);
    if (name === undefined) return [];
    return interpret(['npm', 'run', name], { roots: [folder], builds: [], names: [] }, tools) ?? [];
  });
  const known = new Set(started.flatMap(({ entries: files }) => files));
  const serving = [...new Set(input.facts('server').map(({ file }) => file))].flatMap((file): Ran[] => {
    const language = entries.links.get(file)?.language;
    // A project of C# is a program as a whole.
    if (language === undefined || language === 'go' || language === 'csharp' || known.has(file)) return [];
    return [{ entries: [file], language, folder: folderOf(file) }];
  });
  return [...started, ...serving, ...ofOthers(entries, input)];
}

/** What begins a program beside its build file, in a language whose programs are whole projects; those of `serves` are servers. */
const beginnings: Readonly<Record<string, { readonly files: readonly string[]; readonly serves: readonly string[] }>> =
  {
    csharp: { files: ['Program.cs', 'Startup.cs'], serves: ['appsettings.json'] },
    rust: { files: ['src/main.rs'], serves: ['Rocket.toml'] },
    ruby: { files: ['config.ru'], serves: ['config.ru'] },
    php: { files: ['artisan', 'public/index.php', 'bin/console'], serves: ['public/index.php'] },
  };

function ofOthers(entries: Entries, { paths }: ProductionInput): Ran[] {
  return entries.projects.flatMap((folder): Ran[] => {
    const language = entries.buildLanguage(folder) ?? '';
    const own = Object.hasOwn(beginnings, language) ? beginnings[language] : undefined;
    const has = (name: string) => paths.has(folder === '' ? name : `${folder}/${name}`);
    // What starts all others on a developer's machine is none of them.
    if (!own?.files.some(has) || /AppHost$/.test(folder)) return [];
    const files = entries.filesBelow(folder).filter((file) => entries.links.get(file)?.language === language);
    return [{ entries: files, language, folder, kind: own.serves.some(has) ? 'server' : 'command' }];
  });
}

/** A process that runs in a container beside the one that stands for it. */
function keptIn(launch: Launch, { file, fact }: Located<ProcessStart>): Launch {
  const { start } = launch;
  const words = commandWords(fact.command);
  const own = {
    by: fact.by,
    command: words,
    at: { file, span: fact.span },
    because: say('launch.runs', { subject: fact.by, textOfCommand: words.join(' ') }),
  };
  return { ...launch, words, listens: false, ...(fact.once ? { workload: 'Job' } : {}), start: { ...start, ...own } };
}

function binariesOf({ facts }: ProductionInput): CommandTools['binaries'] {
  const found = new Map<string, { folder: string; target: string }[]>();
  for (const { file, fact } of facts('binary-build'))
    gather(found, fact.output, { folder: folderOf(file), target: fact.target });
  return found;
}

/** The build of pages is what brings them to users. */
function pageLaunch(file: string): Launch {
  const { environment } = environmentOf({ file });
  return {
    start: {
      by: 'package.json',
      environment,
      at: { file, span: { start: 0, end: 0 } },
      because: say('programs.builds-it-for-browsers', { file }),
    },
    words: [],
    setting: { roots: [], builds: [], names: [] },
    listens: false,
  };
}
