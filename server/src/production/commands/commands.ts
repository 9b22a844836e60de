import type { StartScript } from '../../model/image-fact.ts';
import {
  foldersIn,
  moduleFile,
  ofFile,
  ofFolder,
  ofLanguage,
  ownRoots,
  sourceOf,
  type CommandTools,
  type Ran,
  type Running,
  type Setting,
} from './command-files.ts';
import { java, ofClass } from './command-java.ts';
import { celery, moduleTarget, python, pythonServers, pythonTool } from './command-python.ts';
import { packageOf, packageScript, script, site } from './command-scripts.ts';
import { baseOf, firstArgument, goBuilds, optionOf, unwrapped } from './command-words.ts';
import { folderOf, joined } from '../modules/paths.ts';
import { commandWords, isToolFolder, plainName } from '../names.ts';

/** Finds the program that a command runs; undefined where the words tell nothing. */
export function interpret(words: readonly string[], setting: Setting, tools: CommandTools): Ran | undefined {
  return run(words, setting, { tools, depth: 0 });
}

/** Commands that start one another further than this do so in a circle. */
const deepest = 6;

function run(
  words: readonly string[],
  setting: Setting,
  { tools, depth }: { readonly tools: CommandTools; readonly depth: number },
): Ran | undefined {
  if (depth > deepest) return undefined;
  const running: Running = {
    ...tools,
    run: (inner, where) => run(inner, where, { tools, depth: depth + 1 }),
  };
  const commands: [command: readonly string[], where: Setting][] = [];
  let where = setting;
  for (const command of unwrapped(words)) {
    const [first, folder] = command;
    if (first === 'cd' && folder !== undefined)
      where = { ...where, roots: [...foldersIn(where, folder, tools.entries), ...where.roots] };
    else commands.push([command, where]);
  }
  // The last command stays; those before it prepare.
  for (const [command, own] of commands.reverse()) {
    const found = one(command, own, running);
    if (found) return found;
  }
  return undefined;
}

const sites =
  /^(next|nuxt|nuxi|remix-serve|react-router-serve|astro|vite|gatsby|ng|vue-cli-service|react-scripts|serve|http-server|svelte-kit|vike)$/;

function one(command: readonly string[], setting: Setting, tools: Running): Ran | undefined {
  const [first = '', ...rest] = command;
  const base = baseOf(first);
  // Arguments alone: the image's own entrypoint is the runtime of their language.
  if (first.startsWith('-') && command.some((word) => /\.[cm]?js$/.test(word))) return script(command, setting, tools);
  if (/^[\w./-]+\.[cm]?[jt]s$/.test(first)) return script(command, setting, tools);
  if (/^(node|bun|tsx|ts-node|deno|nodejs|pm2-runtime|pm2)$/.test(base)) return script(rest, setting, tools);
  if (/^(npm|yarn|pnpm)$/.test(base)) return packageScript(rest, setting, tools);
  if (base === 'npx')
    return tools.run(
      rest.filter((word) => !word.startsWith('-')),
      setting,
    );
  if (sites.test(base)) return packageOf(setting, tools, 'site');
  if (base === 'fastify')
    return (
      script(
        rest.filter((word) => word !== 'start'),
        setting,
        tools,
      ) ?? packageOf(setting, tools, 'server')
    );
  if (base === 'nest') return packageOf(setting, tools, 'server');
  if (/^(python[\d.]*|pypy3?)$/.test(base)) return python(rest, setting, tools);
  if (pythonServers.test(base)) return moduleTarget(rest, setting, tools);
  if (base === 'celery') return celery(rest, setting, tools);
  if (/^(flask|fastapi|streamlit|chainlit|dramatiq|huey_consumer|rq|arq|faststream)$/.test(base))
    return pythonTool(base, rest, setting, tools);
  if (/^javaw?(\.sh)?$/.test(base)) return java(rest, setting, tools);
  if (base === 'dotnet')
    return named(baseOf(firstArgument(rest) ?? '').replace(/\.dll$/i, ''), 'csharp', setting, tools);
  if (/^(ruby|rails|puma|bundle|rackup|sidekiq|unicorn)$/.test(base))
    return ofLanguage('ruby', setting, tools, base === 'sidekiq' ? 'worker' : undefined);
  if (/^(php|php-fpm\d*|apache2-foreground|frankenphp)$/.test(base)) return ofLanguage('php', setting, tools);
  if (/^(mix|elixir|iex)$/.test(base)) return ofLanguage('elixir', setting, tools);
  if (/^(nginx|caddy|httpd)$/.test(base)) return site(setting, tools);
  const kept = processesUnder(command, setting, tools);
  if (kept.length > 0) {
    const all = kept.flatMap(({ fact }) => tools.run(commandWords(fact.command), setting) ?? []);
    return all.find(({ kind }) => kind === 'server') ?? all[0];
  }
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

/** Processes that a command keeps running: those of supervisord's configuration, of s6 below the folders of the image. */
function processesUnder(
  [first = '', ...args]: readonly string[],
  setting: Setting,
  tools: CommandTools,
): CommandTools['processes'] {
  if (baseOf(first) === 'supervisord') {
    const file = sourceOf(optionOf(args, ['-c', '--configuration']) ?? '', setting, tools);
    return tools.processes.filter((each) => each.file === file);
  }
  if (first !== '/init') return [];
  const isInside = (file: string) => setting.roots.some((root) => root === '' || file.startsWith(`${root}/`));
  return tools.processes.filter(({ file, fact }) => fact.by === 's6' && isInside(file));
}

/** The programs of the processes that a start keeps running beside the one that stands for it. */
export function keptBy(
  words: readonly string[],
  setting: Setting,
  tools: CommandTools,
): { readonly ran: Ran; readonly process: CommandTools['processes'][number] }[] {
  return unwrapped(words).flatMap((command) =>
    processesUnder(command, setting, tools).flatMap((process) => {
      const ran = interpret(commandWords(process.fact.command), setting, tools);
      return ran ? [{ ran, process }] : [];
    }),
  );
}

/** What a shell script hands over to: the command of the branch that its first argument chooses, else the last. */
function ofScript({ runs }: StartScript, args: readonly string[], setting: Setting, tools: Running): Ran | undefined {
  const chosen = runs.filter(({ label }) => label !== undefined && label === args[0]);
  // A class that is named is surer than what stands last.
  for (const { command } of [...runs].reverse()) {
    const words = commandWords(command);
    const at = words.findIndex((word) => baseOf(word) === 'java');
    const found = at < 0 || chosen.length > 0 ? undefined : ofClass(words.slice(at + 1), tools);
    if (found) return found;
  }
  for (const { command } of chosen.length > 0 ? chosen : [...runs].reverse()) {
    const words = commandWords(command);
    const handed = words.some((word) => /^"?\$[@*1]"?$/.test(word)) || words.includes('${@}');
    const found = handed
      ? tools.run([...words.filter((word) => !/^\$(\{?[@*1]\}?)$/.test(word)), ...args], setting)
      : tools.run(words, setting);
    if (found) return found;
  }
  return runs.length === 0 && args.length > 0 ? tools.run(args, setting) : undefined;
}

/** `X.dll` of X.csproj. */
function named(name: string, language: string, setting: Setting, tools: Running): Ran | undefined {
  const project = [...tools.paths].find((path) => path.endsWith(`/${name}.csproj`) || path === `${name}.csproj`);
  if (project === undefined) return ofLanguage(language, setting, tools);
  return ofFolder(language, folderOf(project), tools);
}

function goPackage(target: string, setting: Setting, tools: Running): Ran | undefined {
  const plain = target
    .replace(/\/?[^/]*\.go$/, '')
    .replace(/\/?\.{3}$/, '')
    .replace(/(^|\/)(\.\/)+/g, '$1')
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
function binary(base: string, setting: Setting, tools: Running): Ran | undefined {
  const plain = base.replace(/[-_](linux|debug|amd64|arm64|static|\$\{?\w+\}?)/g, '');
  const builds = goBuilds(setting.builds);
  const made =
    builds.find(({ output }) => output !== undefined && baseOf(output) === base) ??
    (builds.length === 1 ? builds[0] : undefined);
  const built = made && goPackage(made.target, setting, tools);
  if (built) return built;
  const all = [...tools.entries.goMains];
  const elsewhere = tools.binaries.get(base) ?? [];
  for (const { folder, target } of elsewhere) {
    const found = goPackage(target, { ...setting, roots: [folder] }, tools);
    if (found) return found;
  }
  for (const root of ownRoots(setting, tools)) {
    const inside = all.filter(([folder]) => root === '' || folder === root || folder.startsWith(`${root}/`));
    const fits = inside.find(([folder]) => plainName(baseOf(folder)) === plainName(plain));
    const [only, ...more] = inside.filter(([folder]) => !isToolFolder(folder));
    const chosen = fits ?? (only && more.length === 0 && root !== '' ? only : undefined);
    const file = chosen?.[1][0];
    if (file !== undefined) return ofFile(file, tools);
  }
  return undefined;
}
