import type { ClassLink, FileFunctions, FunctionLink } from '../../model/path-fact.ts';
import type { Located } from '../../model/rule.ts';
import { gather } from '../gather.ts';
import { folderOf } from '../modules/paths.ts';

/** A function of the workspace. */
export interface FunctionNode {
  readonly index: number;
  readonly file: string;
  readonly language: FileFunctions['language'];
  /** Replaced by one that says the same apart from places and calls; see `renew`. */
  link: FunctionLink;
}

export interface ClassNode {
  readonly file: string;
  readonly scope: string;
  readonly link: ClassLink;
}

/** What a name of a file stands for. */
export interface Alias {
  readonly symbol: string;
  readonly file: string;
}

/** The names that one scope has: a file, or for Go all files of a folder. */
export interface Scope {
  readonly functions: Map<string, FunctionNode[]>;
  readonly classes: Map<string, ClassNode>;
  readonly names: Map<string, Alias>;
  /** Methods by their owner. */
  readonly methods: Map<string, Map<string, FunctionNode>>;
}

/** All functions and classes, by where and how they are named. */
export interface Tables {
  readonly nodes: readonly FunctionNode[];
  readonly byFile: ReadonlyMap<string, readonly FunctionNode[]>;
  readonly facts: ReadonlyMap<string, FileFunctions>;
  /** Takes what the functions of a file say now, where nothing but places and the calls in them has changed. */
  renew(file: string, fact: FileFunctions): void;
  readonly scopes: ReadonlyMap<string, Scope>;
  scopeOf(file: string): string;
  readonly byId: ReadonlyMap<string, FunctionNode>;
  /** Classes that extend or implement something of this name. */
  readonly below: ReadonlyMap<string, readonly ClassNode[]>;
  /** Where methods of a name are: scope and owner. */
  readonly owners: ReadonlyMap<string, readonly { readonly scope: string; readonly owner: string }[]>;
}

/** The last name of a symbol. */
export function lastName(symbol: string): string {
  return /([\w$]+)(?:\{\}|\(\))*$/.exec(symbol)?.[1] ?? '';
}

/** Gathers what the facts of all files name. */
export function openTables(all: readonly Located<FileFunctions>[]): Tables {
  const nodes: FunctionNode[] = [];
  const byFile = new Map<string, FunctionNode[]>();
  const facts = new Map<string, FileFunctions>();
  const scopes = new Map<string, Scope>();
  const byId = new Map<string, FunctionNode>();
  const below = new Map<string, ClassNode[]>();
  const owners = new Map<string, { scope: string; owner: string }[]>();
  const scopeOf = (file: string) => (file.endsWith('.go') ? `${folderOf(file)}/` : file);
  for (const { file, fact } of all) {
    facts.set(file, fact);
    const key = scopeOf(file);
    const scope: Scope = scopes.get(key) ?? {
      functions: new Map(),
      classes: new Map(),
      names: new Map(),
      methods: new Map(),
    };
    scopes.set(key, scope);
    for (const link of fact.functions) {
      const node: FunctionNode = { index: nodes.length, file, language: fact.language, link };
      nodes.push(node);
      gather(byFile, file, node);
      if (link.id !== undefined) byId.set(`${file}@${link.id}`, node);
      if (link.owner !== undefined) {
        const methods = scope.methods.get(link.owner) ?? new Map<string, FunctionNode>();
        scope.methods.set(link.owner, methods);
        if (!methods.has(link.name)) gather(owners, link.name, { scope: key, owner: link.owner });
        methods.set(link.name, node);
      } else if (link.id === undefined) gather(scope.functions, link.name, node);
    }
    for (const link of fact.classes) {
      const node = { file, scope: key, link };
      scope.classes.set(link.name, node);
      for (const above of link.above) gather(below, lastName(above), node);
    }
    for (const [name, symbol] of Object.entries(fact.names)) {
      // Packages of Go have no `*` of their own: what is taken over is a matter of each file.
      if (name !== '*' || key === file) scope.names.set(name, { symbol, file });
    }
  }
  const renew = (file: string, fact: FileFunctions) => {
    facts.set(file, fact);
    for (const [at, node] of (byFile.get(file) ?? []).entries()) node.link = fact.functions[at] ?? node.link;
  };
  return { nodes, byFile, facts, renew, scopes, scopeOf, byId, below, owners };
}
