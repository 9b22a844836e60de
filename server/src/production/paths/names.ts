import type { Modules } from '../modules/modules.ts';
import { type ClassNode, type FunctionNode, type Tables } from './tables.ts';

/** What a symbol leads to. */
type Thing =
  | { readonly is: 'function'; readonly node: FunctionNode }
  | { readonly is: 'class'; readonly node: ClassNode }
  /** A type that is declared nowhere in sight, such as an interface of TypeScript. */
  | { readonly is: 'type'; readonly name: string };

/** The functions that a symbol may mean. */
export interface Meant {
  readonly nodes: readonly FunctionNode[];
  /** There are more of them than a call can be followed to: any of them, or another, is called. */
  readonly vague?: true;
}

/** Implementations of one interface that are all followed. */
const followed = 3;
const maxDepth = 10;
const replaced = /mock|fake|stub|dummy|spy/i;

export interface Names {
  meant(file: string, symbol: string): Meant;
  /** Methods of the class that a symbol stands for. */
  methodsOf(file: string, symbol: string): readonly FunctionNode[];
}

/** Follows symbols over the modules of a workspace; `isLive` tells the files that production runs. */
export function openNames(tables: Tables, modules: Modules, isLive: (file: string) => boolean): Names {
  const { scopes, scopeOf, facts, byId, below, owners } = tables;
  const known = new Map<string, { readonly things: readonly Thing[]; readonly vague: boolean }>();
  let depth = 0;
  /** Whether something that was followed since had more implementations than are followed. */
  let vague = false;

  const classThing = (node: ClassNode): Thing => ({ is: 'class', node });
  const functionThing = (node: FunctionNode): Thing => ({ is: 'function', node });

  const inScope = (key: string, name: string): readonly Thing[] => {
    const scope = scopes.get(key);
    if (!scope || depth > maxDepth) return [];
    const functions = scope.functions.get(name);
    if (functions) return functions.map(functionThing);
    const own = scope.classes.get(name);
    if (own) return [classThing(own)];
    // Structs without fields that lead anywhere have methods all the same.
    if (scope.methods.has(name)) return [classThing({ file: key, scope: key, link: { name, above: [], fields: {} } })];
    const alias = scope.names.get(name);
    if (alias) return follow(alias.file, alias.symbol);
    const all = scope.names.get('*');
    if (!all || name === '*') return [];
    return taken(all.file, all.symbol, name);
  };
  /** A name out of modules that are taken over whole. */
  const taken = (file: string, all: string, name: string): readonly Thing[] => {
    depth++;
    try {
      for (const module of all.split(' ')) {
        const found = inModule(file, module, name);
        if (found.length > 0) return found;
      }
      return [];
    } finally {
      depth--;
    }
  };
  const inModule = (file: string, module: string, name: string): readonly Thing[] => {
    const language = facts.get(file)?.language;
    const files = modules.resolve(file, language === 'java' ? `${module}.${name}` : module);
    for (const key of new Set(files.map(scopeOf))) {
      const found = inScope(key, name);
      if (found.length > 0) return found;
    }
    return [];
  };
  const ofPackage = (file: string, name: string): readonly Thing[] => {
    const own = inScope(scopeOf(file), name);
    if (own.length > 0 || facts.get(file)?.language !== 'java') return own;
    for (const each of modules.resolve(file, '.')) {
      const found = scopes.get(each)?.classes.get(name);
      if (found) return [classThing(found)];
    }
    const all = facts.get(file)?.names['*'];
    return all === undefined ? [] : taken(file, all, name);
  };

  /** What a symbol of a file leads to. */
  const follow = (file: string, symbol: string): readonly Thing[] => {
    const key = `${file} ${symbol}`;
    const before = known.get(key);
    if (before) {
      vague ||= before.vague;
      return before.things;
    }
    if (depth > maxDepth) return [];
    known.set(key, { things: [], vague: false });
    const outer = vague;
    vague = false;
    depth++;
    const things = read(file, symbol);
    depth--;
    known.set(key, { things, vague });
    vague ||= outer;
    return things;
  };
  const read = (file: string, symbol: string): readonly Thing[] => {
    const hash = symbol.indexOf('#');
    const module = symbol.slice(0, hash);
    const steps = symbol.slice(hash + 1).match(/@\d+|[\w$]+|\{\}|\(\)/g) ?? [];
    const [first = '', ...rest] = steps;
    let things: readonly Thing[] = [];
    if (first.startsWith('@'))
      things = [byId.get(`${file}${first}`)].flatMap((node) => (node ? [functionThing(node)] : []));
    else if (module === '') things = ofPackage(file, first);
    else {
      things = inModule(file, module, first);
      const [second] = rest;
      // In Python what is taken from a package may be a module itself.
      if (things.length === 0 && second !== undefined && /^\w/.test(second) && facts.get(file)?.language === 'python') {
        things = inModule(file, module.endsWith('.') ? module + first : `${module}.${first}`, second);
        rest.shift();
      }
    }
    if (things.length === 0 && rest[0] === '{}') things = [{ is: 'type', name: first }];
    for (const step of rest) {
      if (step === '{}') continue;
      things = step === '()' ? things.flatMap(given) : things.flatMap((thing) => member(thing, step));
      if (things.length === 0) break;
    }
    return things;
  };
  const given = (thing: Thing): readonly Thing[] => {
    if (thing.is !== 'function') return [thing];
    const { file, link } = thing.node;
    return link.gives === undefined ? [] : follow(file, link.gives);
  };
  const member = (thing: Thing, name: string): readonly Thing[] => {
    if (thing.is === 'function' || depth > maxDepth) return [];
    depth++;
    try {
      if (thing.is === 'type') return implementing(thing.name, name);
      const { link, scope, file } = thing.node;
      if (link.methods) return implemented(thing.node, name);
      const method = scopes.get(scope)?.methods.get(link.name)?.get(name);
      if (method) return [functionThing(method)];
      const field = Object.hasOwn(link.fields, name) ? link.fields[name] : undefined;
      if (field !== undefined) return follow(file, field);
      for (const above of link.above) {
        const found = follow(file, above).flatMap((each) => member(each, name));
        if (found.length > 0) return found;
      }
      return implementing(link.name, name);
    } finally {
      depth--;
    }
  };
  /** The methods of what is below a class or interface of this name. */
  const implementing = (type: string, name: string): readonly Thing[] =>
    few(
      (below.get(type) ?? []).flatMap(({ scope, link, file }) => {
        const method = scopes.get(scope)?.methods.get(link.name)?.get(name);
        return method && isLive(file) && !replaced.test(link.name) ? [method] : [];
      }),
    );
  /** The methods of what has all methods of an interface. */
  const implemented = ({ link }: ClassNode, name: string): readonly Thing[] => {
    const wanted = link.methods ?? [];
    if (!wanted.some((each) => each.startsWith(`${name}(`))) return implementing(link.name, name);
    return few(
      (owners.get(name) ?? []).flatMap(({ scope, owner }) => {
        const methods = scopes.get(scope)?.methods.get(owner);
        const method = methods?.get(name);
        const fits =
          method && isLive(method.file) && !replaced.test(owner) && wanted.every((each) => has(methods, each));
        return fits ? [method] : [];
      }),
    );
  };
  /** Whether a struct has a method as an interface wants it. */
  const has = (methods: ReadonlyMap<string, FunctionNode> | undefined, wanted: string) =>
    methods?.get(wanted.slice(0, wanted.indexOf('(')))?.link.signature === wanted;
  const few = (nodes: readonly FunctionNode[]): readonly Thing[] => {
    if (nodes.length > followed) vague = true;
    return nodes.slice(0, 20).map(functionThing);
  };

  return {
    meant(file, symbol) {
      vague = false;
      const nodes = follow(file, symbol).flatMap((thing) => (thing.is === 'function' ? [thing.node] : []));
      return { nodes, ...(vague ? { vague: true as const } : {}) };
    },
    methodsOf(file, symbol) {
      return follow(file, symbol).flatMap((thing) => {
        if (thing.is !== 'class') return [];
        const { scope, link } = thing.node;
        return [...(scopes.get(scope)?.methods.get(link.name)?.values() ?? [])];
      });
    },
  };
}
