import type { ClassLink } from '../../model/path-fact.ts';
import type { Outline, Region, Value } from '../../syntax/code/outline.ts';
import { interfaceSignatures } from './go-signatures.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import type { Symbols } from './symbols.ts';

/** Classes, structs and interfaces of a file, and objects of its variables whose entries are functions. */
export function classesOf({ outline, text, resolver }: ResolvedCode, symbols: Symbols): ClassLink[] {
  const { regions, language } = outline;
  const found = regions.flatMap((region, index): ClassLink[] => {
    if (region.kind !== 'class' || region.name === undefined) return [];
    const above = (region.supertypes ?? []).flatMap((type) => symbols.ofClass(type, region.parent) ?? []);
    const fields = symbols.fieldsOf(index);
    const methods = interfaceMethods(region, { text, language });
    // Nothing that a way could go through.
    if (above.length === 0 && Object.keys(fields).length === 0 && !methods && language === 'go') return [];
    return [{ name: region.name, above, fields, ...(methods ? { methods } : {}) }];
  });
  return [...found, ...objectsOf(outline, symbols), ...returnedObjects({ outline, resolver }, symbols)];
}

/** Function literals that are entries of an object which is kept or given: others call them by it. */
export function functionsOfObjects({ bindings, exits, exports }: Outline): ReadonlySet<number> {
  const found = new Set<number>();
  const values = [...bindings, ...exits, ...exports].map(({ value }) => value);
  for (const value of values) {
    if (value?.kind !== 'object' || value.type) continue;
    for (const entry of value.entries) if (entry.value.kind === 'function') found.add(entry.value.region);
  }
  return found;
}

/** What an object is called that a function gives: `() => ({ place() {…} })`. */
export function objectName(region: number): string {
  return `$${region}`;
}

function returnedObjects(
  { outline, resolver }: Pick<ResolvedCode, 'outline' | 'resolver'>,
  symbols: Symbols,
): ClassLink[] {
  if (outline.language !== 'typescript' && outline.language !== 'javascript') return [];
  return outline.exits.flatMap(({ kind, value, region }): ClassLink[] => {
    if (kind !== 'return' || value?.kind !== 'object') return [];
    const fields = entriesOf(value, region, symbols);
    const name = objectName(resolver.functionAround(region));
    return Object.keys(fields).length === 0 ? [] : [{ name, above: [], fields }];
  });
}

function entriesOf(
  value: Extract<Value, { kind: 'object' }>,
  region: number,
  symbols: Symbols,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { name, value: given } of value.entries.slice(0, 200)) {
    const symbol = name === undefined ? undefined : symbols.ofValue(given, region);
    if (name !== undefined && symbol !== undefined) fields[name] = symbol;
  }
  return fields;
}

/** Names of an interface's methods; undefined for a class. */
function interfaceMethods(
  { opener, body, nameSpan }: Region,
  { text, language }: { text: string; language: Outline['language'] },
): string[] | undefined {
  const within = text.slice(body.start, body.end);
  if (language === 'go') {
    if (text.slice(opener.start, opener.end) !== 'interface') return undefined;
    return interfaceSignatures(within);
  }
  if (language !== 'java' && language !== 'csharp') return undefined;
  const from = nameSpan?.start ?? opener.start;
  return /\binterface\s+$/.test(text.slice(Math.max(0, from - 30), from)) ? [] : undefined;
}

/** `const orders = { create, cancel }`: an object that others call by its entries. */
function objectsOf({ bindings }: Outline, symbols: Symbols): ClassLink[] {
  return bindings.flatMap(({ region, targets, value }): ClassLink[] => {
    const [name, ...more] = targets[0]?.names ?? [];
    if (region !== 0 || name === undefined || more.length > 0 || value?.kind !== 'object' || value.type) return [];
    const fields = entriesOf(value, 0, symbols);
    return Object.keys(fields).length === 0 ? [] : [{ name, above: [], fields }];
  });
}

/** What other names of the file stand for: variables, exports under another name, what is exported again. */
export function namesOf(outline: Outline, symbols: Symbols): Record<string, string> {
  const names: Record<string, string> = symbols.variables();
  const all: string[] = [];
  for (const { name, local, module, value } of outline.exports) {
    if (name === '*' && module !== undefined) all.push(module);
    else if (module !== undefined) names[name] = `${module}#${local ?? name}`;
    else if (local !== undefined && local !== name) names[name] = symbols.ofPath({ names: [local] }, 0) ?? `#${local}`;
    else if (value) {
      const symbol = symbols.ofValue(value, 0);
      if (symbol !== undefined && symbol !== `#${name}`) names[name] = symbol;
    }
  }
  for (const { module, member } of outline.imports) if (member === '*') all.push(module);
  // Names that are imported are looked up where they are used, and need not be known to others but in Python.
  if (all.length > 0) names['*'] = all.join(' ');
  return names;
}
