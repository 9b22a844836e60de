import type { Knowledge } from '../../../knowledge/knowledge.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { Call, CodeLanguage } from '../../../syntax/code/outline.ts';
import type { Origin } from './origin.ts';
/** Languages in which every variable has a declared type, and names of a class are known in it without `this`. */
export const declaresTypes: ReadonlySet<CodeLanguage> = new Set(['java', 'csharp']);

/** Calls whose result is no such thing as its type makes one think: what is packed with the program is no address. */
const packed = /^getResource/;

interface Resolving {
  readonly language: CodeLanguage;
  readonly knowledge: Knowledge;
  readonly calls: readonly Call[];
  readonly callee: (call: number) => readonly Origin[];
}

/** Where the packs know nothing of what a variable was given, its declared type says what it holds. */
export function createDeclaredTypes({ language, knowledge, calls, callee }: Resolving) {
  /** Calls that were asked about; one that is being asked about leads in a circle and tells nothing. */
  const known = new Map<number, boolean>();
  const isKnownCall = (call: number): boolean => {
    const found = known.get(call);
    if (found !== undefined) return found;
    known.set(call, false);
    const is = packed.test(calls[call]?.callee.names.at(-1) ?? '') || callee(call).some(isKnown);
    known.set(call, is);
    return is;
  };

  const isKnown = (origin: Origin): boolean => {
    switch (origin.kind) {
      case 'module':
        return knowledge.forModule(language, origin.module).length > 0;
      case 'typed':
        return knowledge.forModule(language, origin.type.module).length > 0;
      case 'global':
        return knowledge.forGlobal(language, origin.names[0] ?? '').length > 0;
      case 'result':
        return isKnownCall(origin.call);
      case 'unknown':
        return false;
      default:
        return true;
    }
  };

  /** `found`, with instances of the declared type in place of what nothing is known of. */
  return (found: readonly Origin[], declared: () => readonly Origin[]): readonly Origin[] => {
    const sure = found.filter(isKnown);
    if (sure.length === found.length) return found;
    const instances = declared();
    return instances.length > 0 ? [...sure, ...instances] : found;
  };
}

/** A name with its package, as Java takes it without import: `java.net.URL`. */
export function qualified(names: readonly string[]): Origin | undefined {
  const first = names.findIndex((name) => /^\p{Lu}/u.test(name));
  if (first < 1) return undefined;
  return { kind: 'module', module: names.slice(0, first).join('.'), names: names.slice(first) };
}

/** What packs know in a module, or in the class of it whose members are imported on demand: `*`, `Spark.*`. */
export function onDemand(packs: readonly Pack[], member: string): string[] {
  const owner = member.replace(/\.?\*$/, '');
  const found = packs.flatMap(namesIn).flatMap((name) => {
    if (owner !== '' && !name.startsWith(`${owner}.`)) return [];
    const rest = owner === '' ? name : name.slice(owner.length + 1);
    return /^[A-Za-z_]\w*/.exec(rest)?.[0] ?? [];
  });
  return [...new Set(found)];
}

function namesIn({ outgoing, serving }: Pack): string[] {
  const { routing } = serving ?? {};
  const verbs = routing?.routes.flatMap((each) => each.calls) ?? [];
  return [
    ...(outgoing?.calls.flatMap((call) => call.names) ?? []),
    ...(outgoing?.clients.flatMap((client) => [...client.made, ...(client.types ?? [])]) ?? []),
    ...(serving?.servers.flatMap((server) => server.names) ?? []),
    ...(serving?.hooks.flatMap((hook) => hook.names) ?? []),
    ...(serving?.loggers ?? []),
    ...(serving?.drains ?? []),
    ...(routing?.roots.flatMap((root) => [root, ...verbs.map((verb) => `${root}.${verb}`)]) ?? []),
    ...(routing?.routers ?? []),
    ...Object.keys(routing?.decorators ?? {}),
    ...(routing?.controllers ?? []),
  ];
}
