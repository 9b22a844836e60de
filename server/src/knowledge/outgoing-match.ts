import type { CodeLanguage } from '../syntax/code/outline.ts';
import type { Knowledge } from './knowledge.ts';
import type { CallPattern, ClientPattern, Outgoing } from './outgoing.ts';
import type { Pack } from './pack.ts';

/** What a pack knows under a name. */
export type OutgoingMatch =
  | { readonly role: 'call'; readonly known: KnownPack; readonly pattern: CallPattern }
  /** Makes a client. `options` are the positions of its options. */
  | {
      readonly role: 'make';
      readonly known: KnownPack;
      readonly client: ClientPattern;
      readonly options: readonly number[];
    }
  /** A call through a client. */
  | {
      readonly role: 'method';
      readonly known: KnownPack;
      readonly client: ClientPattern;
      readonly pattern: CallPattern;
    }
  /** Gives the client again, or what leads to it. */
  | { readonly role: 'step'; readonly known: KnownPack; readonly client: ClientPattern }
  /** Makes a client out of another. */
  | {
      readonly role: 'derive';
      readonly known: KnownPack;
      readonly client: ClientPattern;
      readonly options: readonly number[];
    };

export interface KnownPack {
  readonly pack: Pack;
  readonly outgoing: Outgoing;
}

/** The first match of a name, which is relative to `module` or a global. */
export function matchOutgoing(
  name: string,
  { module, language, knowledge }: { module: string | undefined; language: CodeLanguage; knowledge: Knowledge },
): OutgoingMatch | undefined {
  const root = name.split(/[.({]/, 1)[0] ?? '';
  const packs = module === undefined ? knowledge.forGlobal(language, root) : knowledge.forModule(language, module);
  for (const pack of packs) {
    const { outgoing } = pack;
    const found = outgoing && matchIn(withoutAlias(name, pack), { known: { pack, outgoing }, language, knowledge });
    if (found) return found;
  }
  return undefined;
}

function withoutAlias(name: string, { aliases }: Pack): string {
  const alias = aliases.find((each) => name === each || name.startsWith(`${each}.`));
  return alias === undefined ? name : name.slice(alias.length + 1) || 'default';
}

interface Where {
  readonly known: KnownPack;
  readonly language: CodeLanguage;
  readonly knowledge: Knowledge;
}

function matchIn(name: string, where: Where): OutgoingMatch | undefined {
  const { known } = where;
  const pattern = known.outgoing.calls.find(({ names }) => names.includes(name));
  if (pattern) return { role: 'call', known, pattern };
  for (const client of known.outgoing.clients) {
    if (client.made.includes(name)) return makes(client, where);
    for (const made of [...client.made.map(instanceName), ...(client.types ?? []).map((type) => `${type}{}`)]) {
      if (name !== made && !name.startsWith(`${made}.`)) continue;
      const found = matchMember(name.slice(made.length + 1) || 'default', { client, where });
      if (found) return found;
    }
  }
  return undefined;
}

/** A client that another pack knows keeps this pack's default: it says why it has no deadline. */
function makes(client: ClientPattern, { known, language, knowledge }: Where): OutgoingMatch {
  const own: OutgoingMatch = { role: 'make', known, client, options: client.options };
  if (client.as === undefined) return own;
  const [module, instance = ''] = client.as.split('#');
  const other = matchOutgoing(instance, { module, language, knowledge });
  if (other?.role !== 'make') return own;
  const outgoing = { ...other.known.outgoing, default: known.outgoing.default };
  return {
    ...own,
    known: { pack: known.pack, outgoing },
    client: { ...other.client, made: client.made, ...(client.bearer === undefined ? {} : { bearer: client.bearer }) },
  };
}

/** What a method gives, at the start of a name. */
const given = /^(\w+)\(\)(?:\.|$)/;

/** `create` makes `create()`; `Client{}` is one. */
function instanceName(made: string): string {
  return /[)}]$/.test(made) ? made : `${made}()`;
}

function matchMember(
  member: string,
  { client, where }: { client: ClientPattern; where: Where },
): OutgoingMatch | undefined {
  const { known } = where;
  if (client.as !== undefined) {
    const [module, instance = ''] = client.as.split('#');
    return matchOutgoing(`${instance}.${member}`, { module, language: where.language, knowledge: where.knowledge });
  }
  let rest = member;
  for (let step = given.exec(rest); step; step = given.exec(rest)) {
    const method = step[1] ?? '';
    if (!isStep(client, method) && !client.derive.some(({ names }) => names.includes(method))) break;
    rest = rest.slice(step[0].length) || 'default';
  }
  const derive = client.derive.find(({ names }) => names.includes(rest));
  if (derive) return { role: 'derive', known, client, options: [derive.options] };
  const pattern = client.methods.find(({ names }) => names.includes(rest.replace(/^default\./, '')));
  if (pattern) return { role: 'method', known, client, pattern };
  return isStep(client, rest) ? { role: 'step', known, client } : undefined;
}

function isStep({ fluent, setters, builds, properties, carriers }: ClientPattern, method: string): boolean {
  if (!/^\w+$/.test(method)) return false;
  return (
    [fluent, setters, builds, properties].some((each) => each.includes(method) || each.includes('*')) ||
    carriers.some(({ by }) => by.includes(method))
  );
}
