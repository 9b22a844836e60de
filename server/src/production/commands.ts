import type { StartScript } from '../model/image-fact.ts';
import type { ProgramKind } from '../model/production.ts';
import { baseOf, firstArgument, goBuilds, optionOf, unwrapped } from './command-words.ts';
import type { Entries } from './entries.ts';
import { folderOf, joined, upwards } from './modules/paths.ts';
import type { Modules } from './modules/modules.ts';
import { commandWords, isSameName, plainName } from './names.ts';

/** Where a command runs. */
export interface Setting {
  /** Folders of the workspace in which its files may be, the likeliest first. */
  readonly roots: readonly string[];
  readonly workdir?: string | undefined;
  /** Commands that built what it runs. */
  readonly builds: readonly string[];
  /** Name of what is started, where several programs fit: of the image, the workload. */
  readonly names: readonly string[];
}

/** What a command runs. */
export interface Ran {
  /** Files that run first; none where the language is not read. */
  readonly entries: readonly string[];
  readonly language: string;
  readonly folder: string;
  readonly kind?: ProgramKind;
  /** It was found by its place alone, and not by what the command names. */
  readonly guessed?: true;
}

export interface CommandTools {
  readonly entries: Entries;
  readonly modules: Modules;
  readonly paths: ReadonlySet<string>;
  readonly scripts: ReadonlyMap<string, StartScript>;
}

/** Finds the program that a command runs; undefined where the words tell nothing. */
export function interpret(words: readonly string[], setting: Setting, tools: CommandTools): Ran | undefined {
  return run(words, setting, { ...tools, depth: 0 });
}

interface Deep extends CommandTools {
  readonly depth: number;
}

function run(words: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  if (tools.depth > 6) return undefined;
  const deeper = { ...tools, depth: tools.depth + 1 };
  // The last command stays; those before it prepare.
  for (const command of [...unwrapped(words)].reverse()) {
    const found = one(command, setting, deeper);
    if (found) return found;
  }
  return undefined;
}

const pythonServers = /^(gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve|uwsgi|gunicorn_start)$/;
const sites =
  /^(next|nuxt|nuxi|remix-serve|react-router-serve|astro|vite|gatsby|ng|vue-cli-service|react-scripts|serve|http-server|svelte-kit|vike)$/;

function one(command: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const [first = '', ...rest] = command;
  const base = baseOf(first);
  if (/^(node|bun|tsx|ts-node|deno|nodejs|pm2-runtime|pm2)$/.test(base)) return script(rest, setting, tools);
  if (/^(npm|yarn|pnpm)$/.test(base)) return packageScript(rest, setting, tools);
  if (base === 'npx')
    return run(
      rest.filter((word) => !word.startsWith('-')),
      setting,
      tools,
    );
  if (sites.test(base)) return packageOf(setting, tools, 'site');
  if (base === 'nest') return packageOf(setting, tools, 'server');
  if (/^(python[\d.]*|pypy3?)$/.test(base)) return python(rest, setting, tools);
  if (pythonServers.test(base)) return moduleTarget(rest, setting, tools);
  if (base === 'celery') return celery(rest, setting, tools);
  if (/^(flask|fastapi|streamlit|chainlit|dramatiq|huey_consumer|rq|arq|faststream)$/.test(base))
    return pythonTool(base, rest, setting, tools);
  if (base === 'java' || base === 'javaw') return java(rest, setting, tools);
  if (base === 'dotnet')
    return named(baseOf(firstArgument(rest) ?? '').replace(/\.dll$/i, ''), 'csharp', setting, tools);
  if (/^(ruby|rails|puma|bundle|rackup|sidekiq|unicorn)$/.test(base))
    return ofLanguage('ruby', setting, tools, base === 'sidekiq' ? 'worker' : undefined);
  if (/^(php|php-fpm\d*|apache2-foreground|frankenphp)$/.test(base)) return ofLanguage('php', setting, tools);
  if (/^(mix|elixir|iex)$/.test(base)) return ofLanguage('elixir', setting, tools);
  if (/^(nginx|caddy|httpd)$/.test(base)) return site(setting, tools);
  if (base === 'go' && rest[0] === 'run') return goPackage(firstArgument(rest.slice(1)) ?? '.', setting, tools);
  const file = sourceOf(first, setting, tools);
  if (file !== undefined) {
    const shell = tools.scripts.get(file);
    if (shell) return ofScript(shell, rest, setting, tools);
    if (file.endsWith('.py')) return python([first, ...rest], setting, tools);
    if (tools.entries.links.has(file)) return ofFile(file, tools);
  }
  for (const { target, folder } of tools.entries.consoleScripts.get(base) ?? []) {
    const found = moduleFile(target.split(':')[0] ?? '', { ...setting, roots: [folder, ...setting.roots] }, tools);
    if (found !== undefined) return ofFile(found, tools);
  }
  return binary(base, setting, tools);
}

/** What a shell script hands over to: the command of the branch that its first argument chooses, else the last. */
function ofScript({ runs = [] }: StartScript, args: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const chosen = runs.filter(({ label }) => label !== undefined && label === args[0]);
  for (const { command } of chosen.length > 0 ? chosen : [...runs].reverse()) {
    const words = commandWords(command);
    const handed = words.some((word) => /^"?\$[@*1]"?$/.test(word)) || words.includes('${@}');
    const found = handed
      ? run([...words.filter((word) => !/^\$(\{?[@*1]\}?)$/.test(word)), ...args], setting, tools)
      : run(words, setting, tools);
    if (found) return found;
  }
  return runs.length === 0 && args.length > 0 ? run(args, setting, tools) : undefined;
}

function ofFile(file: string, { entries }: Deep, kind?: ProgramKind): Ran {
  const language = entries.links.get(file)?.language ?? 'unknown';
  const files = language === 'go' ? (entries.goMains.get(folderOf(file)) ?? [file]) : [file];
  return { entries: files, language, folder: folderOf(file), ...(kind ? { kind } : {}) };
}

/** The file of the workspace that a path in a container means: its endings are tried in the folders where it may be. */
function sourceOf(written: string, { roots, workdir }: Setting, { paths, modules, entries }: Deep): string | undefined {
  const plain = written.replace(/^\.\//, '').replace(/^file:/, '');
  if (plain === '' || /[$*]/.test(plain)) return undefined;
  const absolute = plain.startsWith('/') ? plain.slice(1) : joined((workdir ?? '').replace(/^\//, ''), plain);
  const parts = (absolute ?? plain).split('/');
  const own = plain.startsWith('/') ? [] : [plain];
  const suffixes = [...own, ...parts.map((_, at) => parts.slice(at).join('/'))];
  const fits = (path: string | undefined) => {
    if (path === undefined) return undefined;
    if (paths.has(path)) return path;
    const source = /\.[cm]?js$|\/$|^[^.]+$/.test(path) ? modules.built(path) : undefined;
    return source !== undefined && entries.links.has(source) ? source : undefined;
  };
  for (const root of roots) {
    for (const suffix of suffixes) {
      const found = fits(joined(root, suffix));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const nodeValued =
  /^(-r|--require|--import|--loader|--experimental-loader|-c|--config|--env-file|--project|-P|--name|-i)$/;

function script(args: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const own = /^(run|start|watch)$/.test(args[0] ?? '') ? args.slice(1) : args;
  const written = firstArgument(own, nodeValued);
  if (written === undefined) return undefined;
  if (/(^|\/)(next|nuxt)(\/dist)?\//.test(written) || /(^|\/)(\.next|\.output|\.nuxt)\//.test(written))
    return packageOf(setting, tools, 'site');
  const file = sourceOf(written, setting, tools);
  if (file !== undefined && tools.entries.links.has(file)) return ofFile(file, tools);
  // `node server.js` of a build that copies its own server: that of Next.
  return packageOf(setting, tools);
}

function packageScript(args: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const prefix = optionOf(args, ['--prefix', '--dir', '-C', '--cwd', '--filter', '-w', '--workspace']);
  const words = args.filter((word) => !word.startsWith('-') && word !== prefix);
  const name = /^(run|run-script|exec|workspace)$/.test(words[0] ?? '') ? (words[1] ?? '') : (words[0] ?? 'start');
  for (const own of packagesOf(setting, tools, prefix)) {
    const text = own.scripts[name];
    if (text === undefined) continue;
    const found = run(
      ['sh', '-c', text],
      { ...setting, roots: [own.folder, ...setting.roots], workdir: undefined },
      tools,
    );
    return found ?? packageOf({ ...setting, roots: [own.folder] }, tools);
  }
  return words[0] === 'exec' ? run(words.slice(1), setting, tools) : packageOf(setting, tools);
}

function packagesOf({ roots }: Setting, { entries }: Deep, prefix?: string) {
  const inside = prefix === undefined ? [] : [...roots.flatMap((root) => joined(root, prefix) ?? [])];
  const byName = [...entries.packages.values()].filter(({ map }) => prefix !== undefined && map?.name === prefix);
  return [...byName, ...[...inside, ...roots].flatMap((root) => entries.packages.get(root) ?? [])];
}

/** The program of a package.json: its site, what its `main` names, or what is in its folder. */
function packageOf(setting: Setting, tools: Deep, kind?: ProgramKind): Ran | undefined {
  const [own] = packagesOf(setting, tools);
  if (!own) return undefined;
  const inFolder = (path: string) => tools.modules.built(joined(own.folder, path) ?? '');
  const routes = tools.entries.filesBelow(own.folder).filter((file) => isRoute(file.slice(own.folder.length)));
  if (kind === 'site' || routes.length > 0 || own.page) {
    const language = tools.entries.languageBelow(own.folder) ?? 'javascript';
    return {
      entries: routes.length > 0 ? routes : tools.entries.filesBelow(own.folder),
      language: /script$/.test(language) ? language : 'typescript',
      folder: own.folder,
      kind: 'site',
    };
  }
  const candidates = [
    ...(own.map?.entries ?? []),
    'src/main',
    'src/index',
    'src/server',
    'src/app',
    'server',
    'index',
    'app',
  ];
  const found = candidates.flatMap((each) => inFolder(each) ?? []).find((each) => tools.entries.links.has(each));
  return found === undefined ? undefined : ofFile(found, tools, kind);
}

/** Files that frameworks of sites load by their place. */
function isRoute(path: string): boolean {
  return /^\/?(src\/)?(pages|app|routes|server)\/.*\.[jt]sx?$|^\/?(src\/)?(middleware|instrumentation|proxy)\.[jt]s$|(^|\/)\+(page|layout|server)[.\w]*\.[jt]s$/.test(
    path,
  );
}

function moduleFile(module: string, { roots }: Setting, { modules, paths }: Deep): string | undefined {
  const path = module.replaceAll('.', '/');
  for (const root of roots) {
    for (const each of [
      `${path}.py`,
      `src/${path}.py`,
      `${path}/__main__.py`,
      `${path}/__init__.py`,
      `src/${path}/__main__.py`,
      `src/${path}/__init__.py`,
    ]) {
      const found = joined(root, each);
      if (found !== undefined && paths.has(found)) return found;
    }
    const found = modules.resolve(root === '' ? 'x.py' : `${root}/x.py`, module).at(-1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function python(args: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const module = optionOf(args, ['-m']);
  if (module !== undefined) {
    const rest = args.slice(args.indexOf('-m') + 2);
    if (/^(gunicorn|uvicorn|hypercorn|celery|flask|daphne|fastapi|streamlit)$/.test(module))
      return one([module, ...rest], setting, tools);
    const wraps = /^(debugpy|coverage|cProfile|opentelemetry\.instrumentation\.auto_instrumentation)$/.test(module);
    if (wraps)
      return python(
        rest.filter((word) => !word.startsWith('--')),
        setting,
        tools,
      );
    const found = moduleFile(`${module}.__main__`, setting, tools) ?? moduleFile(module, setting, tools);
    return found === undefined ? undefined : ofFile(found, tools);
  }
  const written = firstArgument(args, /^-[WX]$/);
  const file = written === undefined ? undefined : sourceOf(written, setting, tools);
  if (file === undefined) return undefined;
  const isDjango = file.endsWith('manage.py');
  const verb = isDjango ? args[args.indexOf(written ?? '') + 1] : undefined;
  const kind =
    verb === 'runserver'
      ? 'server'
      : /worker|consume|scheduler/.test(args.slice(1, 4).join(' ')) && isDjango
        ? 'worker'
        : verb === 'migrate'
          ? 'job'
          : undefined;
  return ofFile(file, tools, kind);
}

/** `pkg.mod:app` of gunicorn and its like. */
function moduleTarget(args: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const targets = args.filter((word) => /^[A-Za-z_][\w.]*(:[\w.]+(\(.*\))?)?$/.test(word)).reverse();
  for (const target of [...targets.filter((word) => word.includes(':')), ...targets]) {
    const file = moduleFile(target.split(':')[0] ?? '', setting, tools);
    if (file !== undefined) return ofFile(file, tools, 'server');
  }
  return ofLanguage('python', setting, tools, 'server');
}

function celery(args: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const app = optionOf(args, ['-A', '--app']);
  const file =
    app === undefined
      ? undefined
      : (moduleFile(`${app.split(':')[0]}.celery`, setting, tools) ??
        moduleFile(app.split(':')[0] ?? '', setting, tools));
  return file === undefined ? ofLanguage('python', setting, tools, 'worker') : ofFile(file, tools, 'worker');
}

function pythonTool(base: string, args: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const kind = /^(flask|fastapi|streamlit|chainlit)$/.test(base) ? 'server' : 'worker';
  const written =
    optionOf(args, ['--app', '-A']) ??
    firstArgument(
      args.filter((word) => !/^(run|dev|worker)$/.test(word)),
      /^-/,
    );
  const file =
    written === undefined
      ? undefined
      : (sourceOf(written, setting, tools) ?? moduleFile(written.split(':')[0] ?? '', setting, tools));
  if (file !== undefined) return ofFile(file, tools, kind);
  const usual = ['app', 'wsgi', 'main'].flatMap(
    (each) =>
      moduleFile(
        each,
        { ...setting, roots: setting.roots.filter((root) => root !== '' || setting.roots.length === 1) },
        tools,
      ) ?? [],
  );
  return usual[0] === undefined ? ofLanguage('python', setting, tools, kind) : ofFile(usual[0], tools, kind);
}

function java(args: readonly string[], setting: Setting, tools: Deep): Ran | undefined {
  const jar = optionOf(args, ['-jar']);
  const main = args.findLast((word) => /^[a-z][\w]*(\.\w+)+$/.test(word) && !/\.jar$/.test(word));
  const inRoots = setting.roots.flatMap((root) => [
    tools.entries.javaMains.filter((file) => root === '' || file.startsWith(`${root}/`)),
  ]);
  const byClass =
    main === undefined || jar !== undefined
      ? undefined
      : tools.entries.javaMains.find((file) => file.endsWith(`/${main.replaceAll('.', '/')}.java`));
  if (byClass !== undefined) return ofFile(byClass, tools);
  const names = [...setting.names, ...(jar === undefined ? [] : [baseOf(jar).replace(/(-[\d.]+.*)?\.jar$/, '')])];
  for (const mains of inRoots) {
    const [found, ...more] = mains;
    if (found !== undefined && more.length === 0) return ofFile(found, tools);
    const fits = mains.find((file) => names.some((each) => file.split('/').some((part) => isSameName(part, each))));
    const application = mains.find((file) => /Application\.java$/.test(file));
    const chosen = fits ?? application ?? found;
    if (chosen !== undefined) return ofFile(chosen, tools);
  }
  return undefined;
}

/** `X.dll` of X.csproj. */
function named(name: string, language: string, setting: Setting, tools: Deep): Ran | undefined {
  const project = [...tools.paths].find((path) => path.endsWith(`/${name}.csproj`) || path === `${name}.csproj`);
  if (project === undefined) return ofLanguage(language, setting, tools);
  return { entries: [], language, folder: folderOf(project) };
}

/** A program of a language whose entry is not told by the command: the nearest folder with a build file of it. */
function ofLanguage(language: string, setting: Setting, tools: Deep, kind?: ProgramKind): Ran | undefined {
  for (const root of setting.roots) {
    const folder = [...upwards(root)].find(
      (each) => tools.entries.buildLanguage(each) === language && (root !== '' || each === ''),
    );
    if (folder === undefined && tools.entries.languageBelow(root) !== language) continue;
    const own = folder ?? root;
    const files = tools.entries.filesBelow(own).filter((file) => tools.entries.links.get(file)?.language === language);
    return { entries: files, language, folder: own, ...(kind ? { kind } : {}) };
  }
  return undefined;
}

/** A web server that serves what a build of scripts made. */
function site(setting: Setting, tools: Deep): Ran | undefined {
  const isBuilt = setting.builds.some((text) => /\b(npm|yarn|pnpm|bun|vite|ng|webpack)\b/.test(text));
  return isBuilt ? packageOf(setting, tools, 'site') : undefined;
}

function goPackage(target: string, setting: Setting, tools: Deep): Ran | undefined {
  const plain = target
    .replace(/\/?[^/]*\.go$/, '')
    .replace(/\/?\.{3}$/, '')
    .replace(/^\.\//, '')
    .replace(/^\//, '');
  if (/[$]/.test(plain)) return undefined;
  const parts = plain === '' || plain === '.' ? [''] : plain.split('/').map((_, at, all) => all.slice(at).join('/'));
  for (const part of parts) {
    for (const root of setting.roots) {
      const files = tools.entries.goMains.get(joined(root, part) ?? '\0');
      if (files?.[0] !== undefined) return ofFile(files[0], tools);
    }
  }
  return undefined;
}

/** A program that was compiled: what the build made under its name, else the command of its name, else the only one there. */
function binary(base: string, setting: Setting, tools: Deep): Ran | undefined {
  const plain = base.replace(/[-_](linux|debug|amd64|arm64|static|\$\{?\w+\}?)/g, '');
  const builds = goBuilds(setting.builds);
  const made =
    builds.find(({ output }) => output !== undefined && baseOf(output) === base) ??
    (builds.length === 1 ? builds[0] : undefined);
  const built = made && goPackage(made.target, setting, tools);
  if (built) return built;
  const all = [...tools.entries.goMains];
  for (const root of setting.roots) {
    const inside = all.filter(([folder]) => root === '' || folder === root || folder.startsWith(`${root}/`));
    const fits = inside.find(([folder]) => plainName(baseOf(folder)) === plainName(plain));
    const [only, ...more] = inside;
    const chosen = fits ?? (only && more.length === 0 && root !== '' ? only : undefined);
    const file = chosen?.[1][0];
    if (file !== undefined) return ofFile(file, tools);
  }
  return undefined;
}
