import type { Call, CodeLanguage, Outline, Path, Value } from '../../syntax/code/outline.ts';
import { isForeign } from './foreign.ts';

/** What the names of a file stand for, as symbols (see `FileFunctions`); undefined where nothing of the workspace is meant. */
export interface Symbols {
  ofPath(path: Path, region: number): string | undefined;
  ofValue(value: Value, region: number): string | undefined;
  /** What a call gives. */
  ofResult(call: number): string | undefined;
  /** An instance of a type as written. */
  ofType(type: string, region: number): string | undefined;
  /** A class that is extended or implemented, as written. */
  ofClass(type: string, region: number): string | undefined;
  /** Symbols of the fields of a class. */
  fieldsOf(region: number): Record<string, string>;
  /** Symbols of variables of the file itself. */
  variables(): Record<string, string>;
  lookup(name: string, region: number): Declared | undefined;
  classAround(region: number): number | undefined;
}

/** What gives a name its meaning. */
export interface Declared {
  readonly region: number;
  module?: string;
  type?: string;
  /** A parameter with what it is called. */
  parameter?: true;
  code?: number;
  /** All values that it is given, with where. */
  readonly values: {
    readonly value: Value;
    readonly position: number;
    readonly region: number;
    readonly end: number;
  }[];
}

const maxDepth = 12;
/** Wrappers of types that say when there is a value, and not which. */
const wrapping =
  /^(?:Promise|Awaitable|Coroutine|Optional|Mono|CompletableFuture|Provider|ObjectProvider|Annotated|Readonly|Partial|Inject)\s*[<[]\s*(.+?)\s*(?:,.*)?[>\]]$/s;

/** The name of a type without pointers, arguments and alternatives that are no value; undefined where it is no plain name. */
function plainName(type: string): string | undefined {
  const whole = type.trim().replace(/^["']|["']$/g, '');
  const first = whole
    .split('|')
    .map((part) => part.trim())
    .find((part) => part !== 'undefined' && part !== 'null' && part !== 'None');
  const inner = wrapping.exec(first ?? '')?.[1];
  if (inner !== undefined) return plainName(inner);
  const name = (first ?? '').replace(/^[*&]+/, '').replace(/[<[(].*$/s, '');
  return /^[A-Za-z_$][\w$.]*$/.test(name) && !/\[\]$/.test(first ?? '') ? name : undefined;
}

/** Reads what names stand for, once a file; values are followed when they are asked for. */
export function openSymbols(outline: Outline): Symbols {
  const { regions, calls, language } = outline;
  const scopes = new Map<number, Map<string, Declared>>();
  const fields = new Map<number, Map<string, Declared>>();
  /** Where names of a class are known in it without `this`. */
  const isJava = language === 'java' || language === 'csharp';
  const isPackaged = language === 'go' || isJava;

  const entry = (tables: Map<number, Map<string, Declared>>, region: number, name: string): Declared => {
    let table = tables.get(region);
    if (!table) tables.set(region, (table = new Map()));
    let found = table.get(name);
    if (!found) table.set(name, (found = { region, values: [] }));
    return found;
  };
  const around = (from: number): number | undefined => {
    for (let at = from; at >= 0; at = regions[at]?.parent ?? -1) if (regions[at]?.kind === 'class') return at;
    return undefined;
  };
  for (const { local, module, member } of outline.imports) {
    if (local === '') continue;
    const own = entry(scopes, 0, local);
    own.module ??= isForeign(language, module) ? '' : member === undefined ? `${module}#` : `${module}#${member}`;
  }
  regions.forEach((region, index) => {
    for (const { name, type } of [...(region.parameters ?? []), ...(region.receiver ? [region.receiver] : [])]) {
      if (name === '') continue;
      const own = entry(scopes, index, name);
      own.parameter = true;
      if (type !== undefined) own.type = type;
    }
    if (region.name === undefined || region.expression || region.receiver) return;
    if (region.kind === 'class' || (region.kind === 'function' && regions[region.parent]?.kind !== 'class'))
      entry(scopes, region.parent, region.name).code = index;
  });
  for (const { targets, how, type, value, region, span } of outline.bindings) {
    targets.forEach(({ names, base }, position) => {
      const [name = '', member] = names;
      if (base !== undefined || name === '' || name === '_') return;
      const isField = how === 'field' || (names.length === 2 && (name === 'this' || name === 'self'));
      if (!isField && names.length > 1) return;
      const owner = how === 'field' ? region : around(region);
      if (isField && owner === undefined) return;
      const own = isField
        ? entry(fields, owner ?? 0, how === 'field' ? name : (member ?? ''))
        : how === 'assign'
          ? (lookup(name, region) ?? entry(scopes, region, name))
          : entry(scopes, region, name);
      if (type !== undefined) own.type ??= type;
      if (value) own.values.push({ value, position, region, end: span.end });
    });
  }

  function lookup(name: string, from: number): Declared | undefined {
    for (let at = from; at >= 0; at = regions[at]?.parent ?? -1) {
      const found = scopes.get(at)?.get(name) ?? (isJava ? fields.get(at)?.get(name) : undefined);
      if (found) return found;
    }
    return undefined;
  }

  let depth = 0;
  const deeper = (read: () => string | undefined): string | undefined => {
    if (depth >= maxDepth) return undefined;
    depth++;
    try {
      return read();
    } finally {
      depth--;
    }
  };
  const known = new Map<Declared, string | undefined>();
  const ofDeclared = (declared: Declared): string | undefined => {
    if (known.has(declared)) return known.get(declared);
    // Stands while it is followed: a circle means nothing.
    known.set(declared, undefined);
    const found = deeper(() => read(declared));
    known.set(declared, found);
    return found;
  };
  const read = ({ module, code, type, values, region }: Declared): string | undefined => {
    if (module !== undefined) return module === '' ? undefined : module;
    if (code !== undefined) {
      const own = regions[code];
      return own?.kind === 'class' || own?.parent === 0 ? `#${own.name ?? ''}` : `#@${code}`;
    }
    const typed = type === undefined ? undefined : ofType(type, region);
    if (typed !== undefined) return typed;
    for (const { value, position, region: at } of values) {
      const found = position === 0 ? ofValue(value, at) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const ofClass = (type: string, region: number): string | undefined => {
    const name = plainName(type);
    if (name === undefined) return undefined;
    const [root = '', ...rest] = name.split('.');
    const declared = lookup(root, region);
    if (declared) {
      const symbol = declared.module ?? (declared.code === undefined ? '' : `#${root}`);
      return symbol === '' ? undefined : joined(symbol, rest);
    }
    return isPackaged && rest.length === 0 ? `#${name}` : undefined;
  };
  const ofType = (type: string, region: number): string | undefined => {
    const symbol = ofClass(type, region);
    return symbol === undefined ? undefined : `${symbol}{}`;
  };

  const ofPath = ({ base, names }: Path, region: number): string | undefined => {
    if (base !== undefined) return then(ofResult(base), names);
    const [root = '', ...rest] = names;
    if (root === '') return undefined;
    if (root === 'this' || root === 'self' || root === 'cls' || root === 'super') {
      const owner = around(region);
      const above = owner === undefined ? undefined : regions[owner]?.supertypes?.[0];
      if (root === 'super') return above === undefined ? undefined : then(ofType(above, region), rest);
      return owner === undefined ? undefined : joined(`#${regions[owner]?.name ?? ''}{}`, rest);
    }
    const declared = lookup(root, region);
    if (declared) {
      const only = rest.length === 0 && declared.values.length === 1 && declared.region === 0;
      // A function under the name of a variable of the file.
      const value = declared.values[0]?.value;
      if (only && value?.kind === 'function') return `#${root}`;
      if (declared.region === 0 && value?.kind === 'object' && !value.type) return joined(`#${root}{}`, rest);
      return then(ofDeclared(declared), rest);
    }
    if (isJava && rest.length === 0) {
      const owner = around(region);
      return owner === undefined ? undefined : `#${regions[owner]?.name ?? ''}{}.${root}`;
    }
    if (language === 'go' || (isJava && /^[A-Z]/.test(root))) return joined(`#${root}`, rest);
    return undefined;
  };
  const ofResult = (index: number): string | undefined =>
    deeper(() => {
      const call = calls[index];
      if (!call) return undefined;
      const made = call.callee.names.join('.') === 'new' && language === 'go' ? call.args[0]?.value : undefined;
      if (made?.kind === 'path') return ofType(made.path.names.join('.'), call.region);
      const required = requiredBy(call, language);
      if (required !== undefined) return isForeign(language, required) ? undefined : `${required}#`;
      const callee =
        isJava && call.constructs
          ? ofClass(call.callee.names.join('.'), call.region)
          : ofPath(call.callee, call.region);
      return callee === undefined ? undefined : `${callee}${call.constructs ? '{}' : '()'}`;
    });
  const ofValue = (value: Value, region: number): string | undefined => {
    switch (value.kind) {
      case 'path':
        return ofPath(value.path, region);
      case 'call':
        return ofResult(value.call);
      case 'object':
        return value.type ? then(ofClass(value.type.names.join('.'), region), [], '{}') : undefined;
      case 'function':
        return `#@${value.region}`;
      case 'either':
        for (const each of value.of) {
          const found = ofValue(each, region);
          if (found !== undefined) return found;
        }
        return undefined;
      default:
        return undefined;
    }
  };
  const symbolsIn = (table: ReadonlyMap<string, Declared> | undefined) => {
    const found: Record<string, string> = {};
    for (const [name, declared] of table ?? []) {
      const symbol = ofDeclared(declared);
      if (symbol !== undefined && symbol !== `#${name}`) found[name] = symbol;
    }
    return found;
  };
  return {
    ofPath,
    ofValue,
    ofResult,
    ofType,
    ofClass,
    lookup,
    classAround: around,
    fieldsOf: (region) => symbolsIn(fields.get(region)),
    variables: () =>
      symbolsIn(new Map([...(scopes.get(0) ?? [])].filter(([, { values, type }]) => values.length > 0 || type))),
  };
}

function then(symbol: string | undefined, names: readonly string[], behind = ''): string | undefined {
  return symbol === undefined ? undefined : joined(symbol, names) + behind;
}

/** A symbol with members taken from it: behind a whole module the first is its name. */
function joined(symbol: string, names: readonly string[]): string {
  if (names.length === 0) return symbol;
  return symbol.endsWith('#') ? symbol + names.join('.') : `${symbol}.${names.join('.')}`;
}

function requiredBy({ callee, args }: Call, language: CodeLanguage): string | undefined {
  if (language !== 'javascript' && language !== 'typescript') return undefined;
  const [name] = callee.names;
  const first = args[0]?.value;
  const isLoading = callee.base === undefined && callee.names.length === 1 && (name === 'require' || name === 'import');
  return isLoading && first?.kind === 'string' ? first.text : undefined;
}
