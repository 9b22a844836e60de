import type { Exit, Outline, Parameter, Path, Value } from '../../../syntax/code/outline.ts';
import { createAsk } from './ask.ts';
import { createDeclaredTypes, declaresTypes, qualified } from './declared-types.ts';
import type { At, Made, ObjectValue, Origin } from './origin.ts';
import { createNaming } from './naming.ts';
import { lengthened, trimmed, unknown, withHolder } from './possibilities.ts';
import type { Resolver } from '../resolved.ts';
import { returnsByFunction } from './returns.ts';
import { maxAssigned, type Assigned, type Declaration } from './declaration.ts';
import { plainType, resolveScopes, type Surroundings } from './scopes.ts';
import { ownMethod } from './own-methods.ts';

/** Positions of results that are told apart. */
const maxResults = 8;

const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

/** Resolves the names of one file. Nothing is computed before it is asked for, and nothing twice. */
export function createResolver(outline: Outline, { text, knowledge }: Surroundings): Resolver {
  const { regions, calls } = outline;
  const scopes = resolveScopes(outline, { text, knowledge });
  const isScript = outline.language === 'javascript' || outline.language === 'typescript';
  const isDeclared = declaresTypes.has(outline.language);
  const callees = new Map<number, readonly Origin[] | number>();
  const results = new Map<number, readonly Origin[] | number>();
  let returns: Map<number, Exit[]> | undefined;
  const values = new Map<Assigned, readonly Origin[] | number>();
  const inner = new Map<object, readonly Origin[] | number>();
  const inherited = new Map<string, readonly Origin[] | number>();
  const ask = createAsk<Origin>();

  const placeOf = (call: number): At => ({ region: calls[call]?.region ?? 0, offset: calls[call]?.start ?? 0 });

  const callee = (call: number): readonly Origin[] => {
    const known = callees.get(call);
    if (known !== undefined && typeof known !== 'number') return known;
    const path = calls[call]?.callee;
    if (!path) return [];
    return ask(callees, call, () => trimmed(ownMethod(outline, call, scopes) ?? origins(path, placeOf(call))));
  };

  const settled = createDeclaredTypes({ language: outline.language, knowledge, calls, callee });

  const origins = (path: Path, at: At): readonly Origin[] => {
    const [root = '', ...rest] = path.names;
    if (path.base !== undefined) return follow(resultOf(path.base, 0), path.names, at);
    if (path.literal) return follow([instanceOf(path.literal, at)], path.names, at);
    if (root === '' || root === '[]') return follow([unknown('element')], rest, at);
    if (root === 'this' || root === 'self') {
      const owner = scopes.classAround(at.region);
      if (owner !== undefined) return follow([{ kind: 'own', region: owner, names: [] }], rest, at);
      if (root === 'this') return follow([unknown('other', root)], rest, at);
    }
    const declaration = scopes.lookup(root, at.region);
    const isField = isDeclared && declaration !== undefined && scopes.isField(declaration);
    if (isField) return follow(fieldOrigins(declaration), rest, at);
    if (declaration) return follow(declared(declaration, at), rest, at);
    const whole = isDeclared ? qualified(path.names) : undefined;
    if (whole) return [whole];
    if (isDeclared && root === 'super') return follow([unknown('other', root)], rest, at);
    const names = isScript && rest.length > 0 && globalObjects.has(root) ? rest : path.names;
    return [{ kind: 'global', names }];
  };

  const declared = (declaration: Declaration, at: At): readonly Origin[] => {
    const { import: imported, parameter, code, caught, name } = declaration;
    if (imported) {
      const members = imported.member === undefined || imported.member === 'default' ? [] : [imported.member];
      return [{ kind: 'module', module: imported.module, names: members }];
    }
    if (code !== undefined)
      return [{ kind: regions[code]?.kind === 'class' ? 'own' : 'function', region: code, names: [] }];
    if (caught || declaration.assigned.length > maxAssigned) return [unknown('other', name)];
    const given = chosen(declaration, at);
    const before = parameter && !given.some((each) => scopes.encloses(each.at.region, at.region));
    if (!before) {
      const found = assignedTo(declaration, given);
      const type = isDeclared ? declaration.assigned.find((each) => each.type !== undefined)?.type : undefined;
      if (type === undefined) return found;
      return settled(found, () => withHolder(typed(type, { region: declaration.region, made: 'given' }), declaration));
    }
    const type =
      parameter.type === undefined ? [] : typed(parameter.type, { region: declaration.region, made: 'given' });
    const initial = parameter.default ? initially(parameter, declaration.region, at.offset) : [];
    const outer = type.length > 0 ? type : [unknown('parameter', name)];
    return [...withHolder([...outer, ...initial], declaration), ...assignedTo(declaration, given)];
  };

  /** Python evaluates a default outside of the function: `def f(len=len)`. */
  const initially = (parameter: Parameter, region: number, offset: number): readonly Origin[] => {
    const from = outline.language === 'python' ? (regions[region]?.parent ?? 0) : region;
    const value = parameter.default;
    return value ? ask(inner, parameter, () => evaluate(value, { region: from, offset })) : [];
  };

  /** The assignments that may hold at a place: the last one that must have run, and those after it that may have. */
  const chosen = ({ assigned, region }: Declaration, at: At): readonly Assigned[] => {
    const valued = assigned.filter((each) => each.value);
    const all = valued.length > 0 ? valued : assigned;
    const here = scopes.functionAround(at.region);
    if (all.length < 2 && !(here === scopes.functionAround(region) && valued.length === 1)) return all;
    if (here !== scopes.functionAround(region)) return all;
    const before = valued.filter((each) => each.at.offset <= at.offset);
    const last = before.findLastIndex((each) => scopes.encloses(each.at.region, at.region));
    const possible = before.slice(Math.max(last, 0)).filter((each) => scopes.functionAround(each.at.region) === here);
    return possible.length > 0 ? possible : all;
  };

  const assignedTo = (declaration: Declaration, given: readonly Assigned[]): readonly Origin[] => {
    const found = given.flatMap((each) => valueOf(each, declaration));
    // What is nothing at first is given later; what is nothing by choice, in its only assignment, may stay so.
    if (given.length === 1 && given[0]?.value?.kind === 'either') return withHolder(found, declaration);
    const some = found.filter((origin) => !(origin.kind === 'value' && origin.value.kind === 'null'));
    return withHolder(some.length > 0 ? some : found, declaration);
  };

  const valueOf = (assigned: Assigned, declaration: Declaration): readonly Origin[] =>
    ask(values, assigned, () => trimmed(readAssigned(assigned, declaration)));

  const readAssigned = (assigned: Assigned, declaration: Declaration): readonly Origin[] => {
    const { value, type, position, from } = assigned;
    const typedAs = (made: 'zero' | 'given') =>
      type === undefined ? [] : typed(type, { region: assigned.at.region, made });
    if (!value) {
      const isField = scopes.isField(declaration);
      const isZero =
        outline.language === 'go' && type !== undefined && !isField && !/^[*[]|^(map|chan|func)\b/.test(type);
      const instance = typedAs(isZero ? 'zero' : 'given');
      return instance.length > 0 ? instance : [unknown('other', declaration.name)];
    }
    const found =
      value.kind === 'call'
        ? resultOf(value.call, position)
        : position === 0
          ? evaluate(value, from)
          : [unknown('other')];
    if (isDeclared) return settled(found, () => typedAs('given'));
    if (!found.some((origin) => origin.kind === 'unknown')) return found;
    const instance = typedAs('given');
    return instance.length > 0 ? [...found.filter((origin) => origin.kind !== 'unknown'), ...instance] : found;
  };

  /** An instance known by a type as written. */
  const typed = (type: string, { region, made }: { region: number; made: Made }): readonly Origin[] => {
    if (isDeclared && /\[|^\.\.\./.test(type)) return [];
    const own = scopes.classNamed(type, region);
    if (own !== undefined) return [{ kind: 'own', region: own, names: [] }];
    const [root = '', ...rest] = plainType(type).split('.');
    const imported = scopes.lookup(root, region)?.import;
    if (!imported) return [];
    const member = imported.member === undefined || imported.member === 'default' ? [] : [imported.member];
    const names = member.length + rest.length > 0 ? [...member, ...rest] : ['default'];
    return [{ kind: 'typed', type: { module: imported.module, names }, made, names: [] }];
  };

  const evaluate = (value: Value, at: At): readonly Origin[] => {
    switch (value.kind) {
      case 'path':
        return origins(value.path, { region: at.region, offset: Math.max(at.offset, value.span.start) });
      case 'call':
        return resultOf(value.call, 0);
      case 'object':
        return [instanceOf(value, at)];
      case 'either':
        return trimmed(value.of.flatMap((part) => evaluate(part, at)));
      case 'function':
        return [{ kind: 'function', region: value.region, names: [] }];
      case 'other':
        return [unknown('other')];
      default:
        return [{ kind: 'value', value, at }];
    }
  };

  const instanceOf = (value: ObjectValue, at: At): Origin => {
    const name = value.type?.names.length === 1 ? value.type.names[0] : undefined;
    const own = name === undefined ? undefined : scopes.classNamed(name, at.region);
    if (own !== undefined) return { kind: 'own', region: own, names: [] };
    return { kind: 'literal', value, at, names: [] };
  };

  /** What a call gives; `position` is that of several results. */
  const resultOf = (call: number, position: number): readonly Origin[] => {
    const read = () => callee(call).flatMap((origin) => resultFrom(origin, call, position));
    const key = call * maxResults + Math.min(position, maxResults - 1);
    return ask(results, key, () => trimmed(read()));
  };

  const resultFrom = (origin: Origin, call: number, position: number): readonly Origin[] => {
    if (origin.kind === 'own' && origin.names.length === 0) return [origin];
    if (origin.kind === 'function' && origin.names.length === 0) return returned(origin.region, position);
    if (origin.kind === 'global' && origin.names.length === 1) {
      const [name] = origin.names;
      const first = calls[call]?.args[0]?.value;
      if (isScript && (name === 'require' || name === 'import') && first?.kind === 'string') {
        return [{ kind: 'module', module: first.text, names: [] }];
      }
      if (outline.language === 'go' && name === 'new' && first?.kind === 'path') {
        return typed(first.path.names.join('.'), { region: calls[call]?.region ?? 0, made: 'zero' });
      }
    }
    return position === 0 ? [{ kind: 'result', call, names: [] }] : [unknown('other')];
  };

  const returned = (region: number, position: number): readonly Origin[] => {
    returns ??= returnsByFunction(outline, scopes.functionAround);
    const found = (returns.get(region) ?? []).flatMap((exit) => {
      const value = exit.values ? exit.values[position] : exit.value;
      const at = { region: exit.region, offset: exit.span.start };
      if (!value) return [];
      return value.kind === 'call' && !exit.values ? resultOf(value.call, position) : evaluate(value, at);
    });
    const some = found.filter((origin) => !(origin.kind === 'value' && origin.value.kind === 'null'));
    if (isDeclared) {
      const type = regions[region]?.results?.[0];
      const given = some.length > 0 ? some : [unknown('other', regions[region]?.name)];
      return type === undefined ? given : settled(given, () => typed(type, { region, made: 'given' }));
    }
    if (some.length > 0) return some;
    return found.length > 0 ? found : [unknown('other', regions[region]?.name)];
  };

  const follow = (from: readonly Origin[], names: readonly string[], at: At): readonly Origin[] => {
    const [only] = from;
    if (names.length === 0 || !only) return from;
    const whole = from.length === 1 ? lengthened(only, names) : undefined;
    if (whole) return [whole];
    let current = from;
    for (const name of names) current = trimmed(current.flatMap((origin) => member(origin, name, at)));
    return current;
  };

  const member = (origin: Origin, name: string, at: At): readonly Origin[] => {
    switch (origin.kind) {
      case 'module':
        return name === 'default' ? [origin] : [{ ...origin, names: [...origin.names, name] }];
      case 'own':
        return origin.names.length > 0
          ? [{ ...origin, names: [...origin.names, name] }]
          : ownMember(origin.region, name, at);
      case 'literal':
        return literalMember(origin, name);
      case 'value':
        return [unknown('other', name)];
      default:
        return [{ ...origin, names: [...origin.names, name] }];
    }
  };

  const literalMember = (origin: Extract<Origin, { kind: 'literal' }>, name: string): readonly Origin[] => {
    if (origin.names.length === 0) {
      const later = origin.holder?.members.filter(({ names }) => names.length === 1 && names[0] === name) ?? [];
      const entry = origin.value.entries.findLast((each) => each.name === name);
      const found = later.flatMap(({ value, at }) => ask(inner, value, () => evaluate(value, at)));
      if (entry) return [...ask(inner, entry, () => evaluate(entry.value, origin.at)), ...found];
      if (found.length > 0) return found;
      if (origin.value.entries.some((each) => each.spread)) return [unknown('spread', name)];
    }
    return [{ ...origin, names: [...origin.names, name] }];
  };

  const ownMember = (region: number, name: string, at: At): readonly Origin[] => {
    const field = scopes.field(region, name);
    const method = isDeclared && field ? undefined : scopes.method(region, name);
    if (method !== undefined) return [{ kind: 'function', region: method, names: [] }];
    if (field && field.assigned.length > 0) return fieldOrigins(field);
    for (const supertype of regions[region]?.supertypes ?? []) {
      const parent = typed(supertype, { region: regions[region]?.parent ?? 0, made: { inheritedBy: region } });
      const found = ask(inherited, `${region} ${name}`, () => follow(parent, [name], at));
      if (found.some((origin) => origin.kind !== 'unknown')) return found;
    }
    return [unknown('field', name)];
  };

  const fieldOrigins = (field: Declaration): readonly Origin[] => {
    const { region, name } = field;
    if (field.assigned.length > maxAssigned) return [unknown('field', name)];
    const given = field.assigned.filter((each) => each.value);
    const type = field.assigned.find((each) => each.type !== undefined)?.type;
    const found = assignedTo(field, given.length > 0 ? given : field.assigned);
    if (type === undefined) return found;
    const instance = () => withHolder(typed(type, { region, made: 'given' }), field);
    if (isDeclared) return settled(found, instance);
    if (!found.some((origin) => origin.kind === 'unknown')) return found;
    const instances = instance();
    return instances.length > 0 ? [...found.filter((origin) => origin.kind !== 'unknown'), ...instances] : found;
  };

  const naming = createNaming(outline, { callee, origins, knowledge });
  return {
    callee,
    origins,
    evaluate,
    placeOf,
    ...naming,
    functionAround: scopes.functionAround,
    encloses: scopes.encloses,
  };
}
