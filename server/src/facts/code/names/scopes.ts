import type { Knowledge } from '../../../knowledge/knowledge.ts';
import type { Binding, Outline } from '../../../syntax/code/outline.ts';
import { FromBinding, maxAssigned, Named, type Declaration } from './declaration.ts';
import { declaresTypes, onDemand } from './declared-types.ts';
import { visitObjects } from './values.ts';

/** What the names of a file stand for, by scope. */
export interface Scopes {
  lookup(name: string, region: number): Declaration | undefined;
  /** The region of the class whose instance `this` is. */
  classAround(region: number): number | undefined;
  /** The class or struct of this name, as seen from a region. */
  classNamed(type: string, region: number): number | undefined;
  field(classRegion: number, name: string): Declaration | undefined;
  isField(declaration: Declaration): boolean;
  /** The method of this name; of several the last, or the one with as many parameters. */
  method(classRegion: number, name: string, parameters?: number): number | undefined;
  /** The method that a call without owner means, in a language where `this` may be left out. */
  methodAround(region: number, name: string, parameters: number): number | undefined;
  functionAround(region: number): number;
  /** Whether `outer` is `inner` or lies around it. */
  encloses(outer: number, inner: number): boolean;
}

/** The name without pointers, type arguments and alternatives that are no value. */
export function plainType(type: string): string {
  const first = type
    .split('|')
    .map((part) => part.trim())
    .find((part) => part !== 'undefined' && part !== 'null');
  return (first ?? '')
    .replace(/^[*&\s]+/, '')
    .replace(/[<[(?].*$/s, '')
    .trim();
}

/** What names are resolved with. */
export interface Surroundings {
  readonly text: string;
  readonly knowledge: Knowledge;
}

/** Names by scope, with all assignments and calls attached to what they belong to. */
export function resolveScopes(outline: Outline, { text, knowledge }: Surroundings): Scopes {
  const { regions } = outline;
  const scopes = new Map<number, Map<string, Named>>();
  const fields = new Map<number, Map<string, Named>>();
  const methods = new Map<number, Map<string, readonly number[]>>();
  /** Members of a class are known in it without `this`. */
  const knowsMembers = declaresTypes.has(outline.language);

  const entry = (tables: Map<number, Map<string, Named>>, region: number, name: string) => {
    let table = tables.get(region);
    if (!table) tables.set(region, (table = new Map()));
    let found = table.get(name);
    if (!found) table.set(name, (found = new Named({ name, region }, findCalls)));
    return found;
  };
  const declare = (region: number, name: string) => entry(scopes, region, name);
  const lookup = (name: string, from: number) => {
    for (let region = from; region >= 0; region = regions[region]?.parent ?? -1) {
      const found = scopes.get(region)?.get(name) ?? (knowsMembers ? fields.get(region)?.get(name) : undefined);
      if (found) return found;
    }
    return undefined;
  };
  const method = (owner: number, name: string, parameters?: number) => {
    const all = methods.get(owner)?.get(name);
    const fitting = all?.filter((each) => regions[each]?.parameters?.length === parameters);
    return fitting?.at(-1) ?? all?.at(-1);
  };
  const methodAround = (from: number, name: string, parameters: number) => {
    for (let region = from; region > 0; region = regions[region]?.parent ?? -1) {
      const found = method(region, name, parameters);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const functions: number[] = [];
  const around = (from: number, kinds: string) => {
    for (let region = from; region >= 0; region = regions[region]?.parent ?? -1) {
      if (regions[region]?.kind === kinds) return region;
    }
    return undefined;
  };
  const classNamed = (type: string, region: number) => {
    const code = lookup(plainType(type), region)?.code;
    return code !== undefined && regions[code]?.kind === 'class' ? code : undefined;
  };
  const classAround = (from: number) => around(from, 'class');

  /** Whether a literal may name the type of which it is an instance. */
  const namesLiterals = outline.language === 'go';
  /** Without classes no variable holds an instance of one. */
  const hasClasses = regions.some(({ kind }) => kind === 'class');

  /** The class of which a variable holds an instance, by its declared type or by a literal. */
  const classOf = (declaration: Declaration | undefined) => {
    if (!hasClasses || !declaration || declaration.assigned.length > maxAssigned) return undefined;
    const type = declaration.parameter?.type ?? declaration.assigned.find((each) => each.type)?.type;
    if (type !== undefined) return classNamed(type, declaration.region);
    if (!namesLiterals) return undefined;
    const literal = declaration.assigned.find((each) => each.value?.kind === 'object')?.value;
    const name = literal?.kind === 'object' && literal.type?.names.length === 1 ? literal.type.names[0] : undefined;
    return name === undefined ? undefined : classNamed(name, declaration.region);
  };
  /** What a path of names starts from, with the names that follow it: a variable, or a field of an instance. */
  const holderOf = (
    names: readonly string[],
    region: number,
  ): { holder: Named; rest: readonly string[] } | undefined => {
    const [root = '', second] = names;
    const declaration = lookup(root, region);
    const owner = root === 'this' || root === 'self' ? classAround(region) : classOf(declaration);
    if (owner !== undefined && second !== undefined)
      return { holder: entry(fields, owner, second), rest: names.slice(2) };
    return declaration && { holder: declaration, rest: names.slice(1) };
  };
  let hasCalls = false;
  const findCalls = () => {
    if (hasCalls) return;
    hasCalls = true;
    outline.calls.forEach(({ callee, region }, index) => {
      if (callee.base !== undefined || callee.names.length < 2) return;
      const found = holderOf(callee.names, region);
      if (found && found.rest.length > 0) found.holder.addCall(index);
    });
  };

  const build = () => {
    for (const found of outline.imports) {
      if (found.local === '') continue;
      declare(0, found.local).import ??= found;
      // Without alias the front end can only guess the package's name.
      if (outline.language === 'go') declare(0, knowledge.packageName(found.module)).import ??= found;
    }
    regions.forEach((region, index) => {
      for (const parameter of region.parameters ?? [])
        if (parameter.name) declare(index, parameter.name).parameter = parameter;
      if (region.receiver?.name) declare(index, region.receiver.name).parameter = region.receiver;
      if (region.caught?.name !== undefined && region.caught.how === 'catch')
        declare(index, region.caught.name).caught = true;
      if (region.name === undefined || region.expression || region.receiver) return;
      if (region.kind !== 'function' && region.kind !== 'class') return;
      const isMember = regions[region.parent]?.kind === 'class';
      if (!isMember || (knowsMembers && region.kind === 'class')) declare(region.parent, region.name).code = index;
    });
    regions.forEach((region, index) => {
      if (region.kind !== 'function' || region.name === undefined) return;
      const isMember = regions[region.parent]?.kind === 'class';
      const owner = region.receiver
        ? classNamed(region.receiver.type ?? '', region.parent)
        : isMember
          ? region.parent
          : undefined;
      if (owner === undefined) return;
      const table = methods.get(owner) ?? new Map<string, readonly number[]>();
      methods.set(owner, table.set(region.name, [...(table.get(region.name) ?? []), index]));
    });
    for (const { module, member, span } of knowsMembers ? outline.imports : []) {
      if (member === undefined || !member.endsWith('*')) continue;
      for (const name of onDemand(knowledge.forModule(outline.language, module), member)) {
        const own = declare(0, name);
        if (own.code === undefined) own.import ??= { local: name, module, member: member.replace('*', name), span };
      }
    }

    const assign = (to: Declaration, binding: Binding, position: number) => {
      to.assigned.push(new FromBinding(binding, position));
    };
    for (const binding of outline.bindings) {
      const { how, region } = binding;
      if (how === 'assign') continue;
      for (const [position, { names }] of binding.targets.entries()) {
        const name = names.length === 1 ? names[0] : undefined;
        if (name === undefined || name === '_') continue;
        assign(how === 'field' ? entry(fields, region, name) : declare(region, name), binding, position);
      }
    }

    for (const binding of outline.bindings) {
      if (binding.how !== 'assign') continue;
      binding.targets.forEach(({ base, names }, position) => {
        const name = names[0];
        if (base !== undefined || name === undefined || name === '_' || name === '') return;
        const found = holderOf(names, binding.region);
        if (!found) {
          if (names.length === 1) assign(declare(0, name), binding, position);
        } else if (found.rest.length === 0) assign(found.holder, binding, position);
        else if (binding.value) {
          const at = { region: binding.region, offset: binding.span.start };
          found.holder.members.push({ names: found.rest, value: binding.value, at });
        }
      });
    }
    // From there on a field is known by its name, for every reader.
    if (knowsMembers) findCalls();
  };

  let hasLiterals = !namesLiterals || !hasClasses;
  /** The entries of literals are values of fields: read once somebody follows a field. */
  const findLiterals = () => {
    if (hasLiterals) return;
    hasLiterals = true;
    visitObjects({ outline, text }, (value, at) => {
      if (value.type?.names.length !== 1) return;
      const owner = classNamed(value.type.names[0] ?? '', at.region);
      if (owner === undefined) return;
      for (const { name, value: given } of value.entries) {
        if (name !== undefined) entry(fields, owner, name).assigned.push({ value: given, position: 0, at, from: at });
      }
    });
  };

  let ends: readonly number[] | undefined;
  let isBuilt = false;
  /** Many files are never asked about a name. */
  const built = <A extends readonly unknown[], R>(read: (...given: A) => R) => {
    return (...given: A): R => {
      if (!isBuilt) {
        isBuilt = true;
        build();
      }
      return read(...given);
    };
  };
  return {
    lookup: built(lookup),
    classAround,
    classNamed: built(classNamed),
    field: built((classRegion: number, name: string) => {
      findLiterals();
      return fields.get(classRegion)?.get(name);
    }),
    isField: built((declaration: Declaration) => fields.get(declaration.region)?.get(declaration.name) === declaration),
    method: built(method),
    methodAround: built(methodAround),
    functionAround: (region) => (functions[region] ??= around(region, 'function') ?? 0),
    encloses(outer, inner) {
      ends ??= endsOf(regions);
      return outer <= inner && inner < (ends[outer] ?? 0);
    },
  };
}

/** For each region the index behind the last one in it: regions are in the order of the text, outer before inner. */
function endsOf(regions: Outline['regions']): readonly number[] {
  const ends = regions.map((_, index) => index + 1);
  for (let index = regions.length - 1; index > 0; index--) {
    const parent = regions[index]?.parent ?? -1;
    if (parent >= 0) ends[parent] = Math.max(ends[parent] ?? 0, ends[index] ?? 0);
  }
  return ends;
}
