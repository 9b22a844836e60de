import type { Library } from '../model/component-fact.ts';
import type { CodeLanguage } from '../syntax/code/outline.ts';
import { literally } from '../syntax/code/literally.ts';
import { packsByLibrary } from './libraries.ts';
import type { Pack, PackLanguage } from './pack.ts';

/** The packs, compiled for look-up by the resolver and the extractors. */
export interface Knowledge {
  readonly packs: readonly Pack[];
  /** Packs that know a module, as it is written in the code. */
  forModule(language: CodeLanguage, module: string): readonly Pack[];
  /** Packs that know a global name. */
  forGlobal(language: CodeLanguage, name: string): readonly Pack[];
  /** All global names that packs know. */
  globalsOf(language: CodeLanguage): readonly string[];
  /** The name that Go code uses for an import without alias. */
  packageName(module: string): string;
  /** Packs that say something of a library that a build takes in. */
  forLibrary(library: Library): readonly Pack[];
  /** Patterns of which one matches every file of the language that a pack has something to say about; without look-around, as every matcher knows them. */
  triggersFor(language: CodeLanguage): readonly string[];
}

/** The language under which packs for a code language are filed. */
export function packLanguage(language: CodeLanguage): PackLanguage {
  return language === 'typescript' ? 'javascript' : language;
}

/** Compiles checked packs; a later pack with the id of an earlier one replaces it. */
export function compileKnowledge(packs: readonly Pack[]): Knowledge {
  const kept = [...new Map(packs.map((pack) => [pack.id, pack])).values()];
  const byModule = new Map<string, Pack[]>();
  const byGlobal = new Map<string, Pack[]>();
  const packageNames = new Map<string, string>();
  for (const pack of kept.flatMap(viewsOf)) {
    for (const module of pack.modules) {
      add(byModule, `${pack.language} ${withoutVersion(module)}`, pack);
      if (pack.package) packageNames.set(withoutVersion(module), pack.package);
    }
    for (const name of pack.globals) add(byGlobal, `${pack.language} ${name}`, pack);
  }
  const own = (language: CodeLanguage) => kept.filter((pack) => pack.language === packLanguage(language));
  const globals = new Map<PackLanguage, readonly string[]>();
  const globalsOf = (language: CodeLanguage) => {
    const known = globals.get(packLanguage(language)) ?? [...new Set(own(language).flatMap((pack) => pack.globals))];
    globals.set(packLanguage(language), known);
    return known;
  };
  const triggersFor = (language: CodeLanguage) =>
    triggersOf(own(language).filter(saysMoreThanLoggers), packLanguage(language));
  return {
    packs: kept,
    forModule: (language, module) => byModule.get(`${packLanguage(language)} ${moduleKey(language, module)}`) ?? [],
    forGlobal: (language, name) => byGlobal.get(`${packLanguage(language)} ${name}`) ?? [],
    forLibrary: packsByLibrary(kept),
    packageName: (module) => packageNames.get(withoutVersion(module)) ?? lastSegment(module),
    globalsOf,
    triggersFor,
  };
}

/** What a pack says of servers is looked up as what it says of calls, apart from it. */
function viewsOf(pack: Pack): Pack[] {
  const { inbound, id, name, language, modules, globals, aliases, package: called } = pack;
  if (!inbound) return [pack];
  const outgoing = { ...inbound, protocol: 'inbound' as const };
  const plain = { libraries: [], traits: [], covers: {}, concerns: [], conformance: [] };
  return [pack, { id, name, language, modules, globals, aliases, package: called, outgoing, ...plain }];
}

/** A logger alone gives no fact: it is looked at where something else does. */
function saysMoreThanLoggers({ serving, ...pack }: Pack): boolean {
  if (!serving || serving.loggers.length === 0) return true;
  const { loggers: _loggers, ...rest } = serving;
  const says = Object.values({ ...rest, outgoing: pack.outgoing, metrics: pack.metrics }).some((part) =>
    Array.isArray(part) ? part.length > 0 : part !== undefined && part !== false,
  );
  return says;
}

/** One pattern for all modules and one for all names: what each has around it is tried once, and not once for each of them. */
function triggersOf(packs: readonly Pack[], language: PackLanguage): string[] {
  const modules = packs.flatMap((pack) => pack.modules);
  const names = packs.flatMap(namesOf).map((name) => name.split('.').map(literally).join('\\s*\\.\\s*'));
  return [...modulePattern(modules, language), ...oneOf(names, (all) => `\\b${all}\\b`)];
}

/** Names that packs look for where their owner is unknown, and globals. */
function namesOf({ globals, serving, metrics }: Pack): string[] {
  return [
    ...globals,
    ...(serving?.servers.flatMap(({ named }) => named) ?? []),
    ...(serving?.drainsNamed ?? []),
    ...(metrics?.metrics.flatMap(({ methods }) => methods) ?? []),
    ...(metrics?.exports.flatMap(({ named }) => named) ?? []),
  ];
}

/** Modules of JavaScript and Go stand in quotes: `'got'` is rarer than `got`. */
function modulePattern(modules: readonly string[], language: PackLanguage): string[] {
  switch (language) {
    case 'javascript':
      return oneOf(modules.map(literally), (all) => `["'\`](?:node:)?${all}["'\`]`);
    case 'go':
      return oneOf(modules.map(withoutVersion).map(literally), (all) => `"${all}(?:/v\\d+)?"`);
    case 'python':
      return oneOf(modules.flatMap(importsOf).map(literally), (all) => all);
    default:
      return oneOf(modules.map(literally), (all) => all);
  }
}

/** A pattern for one of these; sorted, as beginnings that are equal are then tried once. */
function oneOf(patterns: readonly string[], wrap: (all: string) => string): string[] {
  return patterns.length === 0 ? [] : [wrap(`(?:${[...new Set(patterns)].sort().join('|')})`)];
}

/** The ways in which Python names a module. */
function importsOf(module: string): string[] {
  const dot = module.lastIndexOf('.');
  const within = dot < 0 ? [] : [`from ${module.slice(0, dot)} import`];
  return [`import ${module}`, `from ${module}`, `, ${module}`, ...within];
}

function add(map: Map<string, Pack[]>, key: string, pack: Pack): void {
  const known = map.get(key);
  if (known) known.push(pack);
  else map.set(key, [pack]);
}

/** `github.com/go-resty/resty/v2` and `…/v*` are the same library here. */
function withoutVersion(module: string): string {
  if (!/[\d*]$/.test(module)) return module;
  return module.replace(/\/v(\d+|\*)$/, '');
}

function moduleKey(language: CodeLanguage, module: string): string {
  return language === 'go'
    ? withoutVersion(module)
    : module.startsWith('node:')
      ? module.slice('node:'.length)
      : module;
}

/** `gopkg.in/yaml.v3` and `github.com/x/go-yaml` are called `yaml`, by custom; `github.com/x/y/v2` is `y`. */
function lastSegment(module: string): string {
  const path = withoutVersion(module);
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.v\d+$/, '')
    .replace(/^go-|[.-]go$/, '')
    .replaceAll('-', '_');
}
