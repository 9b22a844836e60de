import type { GoDeclarations, ModuleLinks } from '../../model/link-fact.ts';
import { gather } from '../gather.ts';
import type { ProductionInput } from '../input.ts';
import type { Modules } from './modules.ts';
import { folderOf } from './paths.ts';

/** What a Go file declares, with what it mentions. */
export interface Declaration {
  /** Its place among all declarations. */
  readonly id: number;
  readonly file: string;
  readonly names: readonly string[];
  /** The type that it is a method of. */
  readonly owner?: string;
  /** The start of a program runs it. */
  readonly runs: boolean;
  /** `name` of its own package, `stock.Name` of another. */
  readonly mentions: readonly string[];
  /** What it takes of values: names of methods and fields for their own package alone. */
  readonly selects: readonly string[];
}

/** All files of a folder that call themselves by one name. */
export interface Package {
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>;
  readonly methods: ReadonlyMap<string, readonly Declaration[]>;
  /** A part of it was not read: all of it may be run by that. */
  readonly isOpen: boolean;
}

/** A Go file with the packages that it can mention. */
export interface GoFile {
  readonly own: Package;
  readonly declarations: readonly Declaration[];
  /** `main` is in it. */
  readonly begins: boolean;
  /** Its declarations are known. */
  readonly isRead: boolean;
  /** It is there for what it takes in: it declares nothing, or has an import without a name. */
  readonly takesIn: boolean;
  /** By the name that the file has for it, other packages of the workspace. */
  readonly imports: ReadonlyMap<string, readonly Package[]>;
  /** Packages whose names the file has without a name before them. */
  readonly dotted: readonly Package[];
}

interface Draft extends Package {
  readonly declarations: Map<string, Declaration[]>;
  readonly methods: Map<string, Declaration[]>;
  isOpen: boolean;
}

/** Files that only hold data and calls of libraries, whoever made them. */
const isPlain = /(\.pb|\.pb\.gw|_string|_easyjson|bindata|(^|[/_.])generated)\.go$|(^|\/)zz_generated[^/]*\.go$/;

/** All Go files of the workspace that are read, with what they declare and which packages they take in. */
export function openDeclared(
  { paths, facts }: Pick<ProductionInput, 'paths' | 'facts'>,
  modules: Modules,
): ReadonlyMap<string, GoFile> {
  const links = new Map<string, ModuleLinks>();
  for (const { file, fact } of facts('module-links')) if (fact.language === 'go') links.set(file, fact);
  const told = new Map(facts('go-declarations').map(({ file, fact }) => [file, fact]));
  const packages = new Map<string, Draft>();
  const packageOf = (file: string): Draft => {
    const key = `${folderOf(file)}\t${links.get(file)?.package ?? ''}`;
    const known = packages.get(key) ?? { declarations: new Map(), methods: new Map(), isOpen: false };
    packages.set(key, known);
    return known;
  };
  const unread = new Set<string>();
  if (links.size > 0)
    for (const path of paths)
      if (path.endsWith('.go') && !path.endsWith('_test.go') && !links.has(path) && !isPlain.test(path))
        unread.add(folderOf(path));
  const declared = new Map<string, readonly Declaration[]>();
  let count = 0;
  for (const file of links.keys()) {
    const own = packageOf(file);
    const fact = told.get(file);
    if (!fact || unread.has(folderOf(file))) own.isOpen = true;
    const all = declarationsOf(file, fact, count);
    count += all.length;
    declared.set(file, all);
    for (const each of all) {
      for (const name of each.names) gather(own.declarations, name, each);
      if (each.owner !== undefined) gather(own.methods, each.owner, each);
    }
  }
  const packagesAt = (found: readonly string[]) =>
    new Map(found.map((file) => [links.get(file)?.package ?? '', packageOf(file)]));
  const files = new Map<string, GoFile>();
  const mentionedWhole = new Set<Draft>();
  for (const [file, { imports: all, entry }] of links) {
    const fact = told.get(file);
    const own = packageOf(file);
    const renamed = new Map(
      fact?.renamed?.split('\n').map((line) => {
        const [name = '', path = ''] = line.split(' ');
        return [path, name] as const;
      }),
    );
    const imports = new Map<string, Draft[]>();
    const dotted: Draft[] = [];
    const named = new Set((declared.get(file) ?? []).flatMap(({ mentions }) => mentions.map(packageIn)));
    for (const module of all) {
      const alias = renamed.get(module);
      for (const [name, other] of packagesAt(modules.resolve(file, module))) {
        if (alias === '.') dotted.push(other);
        else gather(imports, alias ?? name, other);
        // Go refuses an import that is not used: what the file mentions of it was not seen.
        if (own.isOpen || (alias !== '.' && alias !== '_' && !named.has(alias ?? name))) mentionedWhole.add(other);
      }
    }
    files.set(file, {
      own,
      declarations: declared.get(file) ?? [],
      begins: entry !== undefined,
      isRead: fact !== undefined,
      takesIn: fact?.lines === '' || [...renamed.values()].includes('_'),
      imports,
      dotted,
    });
  }
  for (const each of mentionedWhole) each.isOpen = true;
  return files;
}

/** The declarations that one of a file mentions, by the mentions that are kept. */
export function mentionedBy(
  { mentions }: Declaration,
  file: GoFile | undefined,
  isKept?: (mention: string) => boolean,
): readonly Declaration[] {
  if (!file || mentions.length === 0) return [];
  const found = new Set<Declaration>();
  const add = (from: Package, name: string) => {
    for (const each of from.declarations.get(name) ?? []) found.add(each);
  };
  for (const mention of mentions) {
    if (isKept?.(mention) === false) continue;
    const dot = mention.indexOf('.');
    if (dot < 0) for (const each of [file.own, ...file.dotted]) add(each, mention);
    else for (const each of file.imports.get(mention.slice(0, dot)) ?? []) add(each, mention.slice(dot + 1));
  }
  return [...found];
}

function declarationsOf(file: string, fact: GoDeclarations | undefined, first: number): readonly Declaration[] {
  if (!fact || fact.lines === '') return [];
  return fact.lines.split('\n').map((line, at): Declaration => {
    const tab = line.indexOf('\t');
    const runs = line.startsWith('!');
    const names = line.slice(runs ? 1 : 0, tab).split(' ');
    const [whole = ''] = names;
    const dot = whole.indexOf('.');
    const all = line.slice(tab + 1).split(' ');
    return {
      id: first + at,
      file,
      names,
      ...(dot < 0 ? {} : { owner: whole.slice(0, dot) }),
      runs,
      mentions: all.filter((each) => !each.startsWith('.')),
      selects: all.flatMap((each) => (each.startsWith('.') ? each.slice(1) : [])),
    };
  });
}

/**
 * What Go files declare without the mentions that mean nothing: of names that no file declares. While it is the same, so is what is
 * run; most of what is typed changes these mentions alone.
 */
export function openMeant(all: readonly { readonly fact: GoDeclarations }[]): (fact: GoDeclarations) => string {
  const names = new Set<string>();
  const add = ({ lines }: GoDeclarations, to: Set<string>) => {
    for (const [, list = ''] of lines.matchAll(/^!?([^\t\n]*)/gm))
      for (const name of list.split(' ')) to.add(lastOf(name));
  };
  for (const { fact } of all) add(fact, names);
  return (fact) => {
    const own = new Set<string>();
    add(fact, own);
    const isMeant = (mention: string) => names.has(lastOf(mention)) || own.has(lastOf(mention));
    return fact.lines
      .split('\n')
      .map((line) => {
        const tab = line.indexOf('\t');
        return (
          line.slice(0, tab + 1) +
          line
            .slice(tab + 1)
            .split(' ')
            .filter(isMeant)
            .join(' ')
        );
      })
      .join('\n');
  };
}

function lastOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

/** The package that a mention names; empty for its own. */
function packageIn(mention: string): string {
  return mention.slice(0, Math.max(0, mention.indexOf('.')));
}
