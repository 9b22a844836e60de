import type { Knowledge } from '../../../knowledge/knowledge.ts';
import type { Call, CodeLanguage, Outline, Path, Value } from '../../../syntax/code/outline.ts';
import type { At, Known, Origin } from './origin.ts';
import type { Resolver } from '../resolved.ts';

interface Resolving {
  readonly callee: (call: number) => readonly Origin[];
  readonly origins: (path: Path, at: At) => readonly Origin[];
  readonly knowledge: Knowledge;
}

/** Languages in which a module may be reached as a member of another. */
const nested: ReadonlySet<CodeLanguage> = new Set(['python']);

/** Chains of calls are named up to this length. */
const maxChain = 24;

/** Names for origins, and how calls hang together. */
export function createNaming(
  outline: Outline,
  { callee, origins, knowledge }: Resolving,
): Pick<Resolver, 'names' | 'canonical' | 'identify' | 'within' | 'chained' | 'argumentOf'> {
  const { calls, regions } = outline;
  const known = new Map<number, readonly Known[]>();
  const named = new Map<number, readonly string[]>();
  let chains: Map<number, number[]> | undefined;
  let parents: Parents | undefined;
  let depth = 0;

  const identifyCall = (call: number): readonly Known[] => {
    const found = known.get(call);
    if (found) return found;
    if (depth >= maxChain) return [];
    depth++;
    const names = unique(callee(call).flatMap(identify));
    depth--;
    known.set(call, names);
    return names;
  };

  /** Where modules nest, the longest that a pack knows: `urllib` and `request.urlopen` are `urllib.request` and `urlopen`. */
  const ofModule = (module: string, names: readonly string[]): Known => {
    if (nested.has(outline.language)) {
      for (let length = names.length - 1; length > 0; length--) {
        const inner = [module, ...names.slice(0, length)].join('.');
        if (knowledge.forModule(outline.language, inner).length === 0) continue;
        return { module: inner, name: names.slice(length).join('.') };
      }
    }
    return { module, name: names.join('.') || 'default' };
  };

  const identify = (origin: Origin): readonly Known[] => {
    switch (origin.kind) {
      case 'module':
        return [ofModule(origin.module, origin.names)];
      case 'global':
        return [{ name: origin.names.join('.') }];
      case 'result':
        return identifyCall(origin.call).map((base) => ({ ...base, name: joined(`${base.name}()`, origin.names) }));
      case 'typed': {
        const { module, names } = origin.type;
        const base = ofModule(module, names);
        return [{ ...base, name: joined(`${base.name}{}`, origin.names) }];
      }
      case 'literal': {
        const { type } = origin.value;
        if (!type) return [];
        return origins(type, origin.at).flatMap((base) =>
          base.kind === 'module'
            ? [{ module: base.module, name: joined(`${base.names.join('.')}{}`, origin.names) }]
            : [],
        );
      }
      default:
        return [];
    }
  };

  const canonical = (origin: Origin) => unique(identify(origin)).map(written);

  return {
    identify,
    canonical,
    names(call) {
      const before = named.get(call);
      if (before) return before;
      const found = callee(call).flatMap(canonical);
      const names = found.length < 2 ? found : [...new Set(found)];
      named.set(call, names);
      return names;
    },
    within(region) {
      for (let at = region; at > 0; at = regions[at]?.parent ?? 0) {
        const { kind, name } = regions[at] ?? {};
        if (kind === 'function' && name !== undefined) return name;
      }
      return undefined;
    },
    chained(call) {
      chains ??= chainsOf(calls);
      return chains.get(call) ?? [];
    },
    argumentOf(target) {
      parents ??= parentsOf(calls);
      return 'call' in target ? parents.ofCalls.get(target.call) : parents.ofFunctions.get(target.region);
    },
  };
}

function written({ module, name }: Known): string {
  if (module === undefined) return name;
  const plain = module.replace(/^node:/, '');
  if (name === 'default') return plain;
  const rest = name.replace(/^default(?=\W)/, '').replace(/^\./, '');
  return /^[({]/.test(rest) ? plain + rest : `${plain}.${rest}`;
}

function joined(base: string, names: readonly string[]): string {
  return [base, ...names].join('.');
}

function unique(names: readonly Known[]): readonly Known[] {
  if (names.length < 2) return names;
  return [...new Map(names.map((each) => [`${each.module ?? ''} ${each.name}`, each])).values()];
}

function chainsOf(calls: readonly Call[]): Map<number, number[]> {
  const chains = new Map<number, number[]>();
  calls.forEach(({ callee: { base } }, index) => {
    if (base === undefined) return;
    const chain = chains.get(base);
    if (chain) chain.push(index);
    else chains.set(base, [index]);
  });
  return chains;
}

interface Parent {
  readonly call: number;
  readonly position: number;
}

interface Parents {
  readonly ofCalls: Map<number, Parent>;
  readonly ofFunctions: Map<number, Parent>;
}

/** Which call each call and function literal is an argument of, lists and alternatives seen through. */
function parentsOf(calls: readonly Call[]): Parents {
  const parents: Parents = { ofCalls: new Map(), ofFunctions: new Map() };
  const visit = (value: Value, parent: Parent) => {
    if (value.kind === 'call') parents.ofCalls.set(value.call, parent);
    else if (value.kind === 'function') parents.ofFunctions.set(value.region, parent);
    else if (value.kind === 'path' && value.path.base !== undefined) parents.ofCalls.set(value.path.base, parent);
    else if (value.kind === 'list') for (const item of value.items) visit(item, parent);
    else if (value.kind === 'either') for (const part of value.of) visit(part, parent);
  };
  calls.forEach(({ args }, call) => args.forEach((argument, position) => visit(argument.value, { call, position })));
  return parents;
}
