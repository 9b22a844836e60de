import { matchOutgoing } from '../../knowledge/outgoing-match.ts';
import type { KnownPack, OutgoingMatch } from '../../knowledge/outgoing-match.ts';
import type { ClientPattern } from '../../knowledge/outgoing.ts';
import type { Span } from '../../model/span.ts';
import type { Binding, Call, Outline } from '../../syntax/code/outline.ts';
import type { At, Holder, ObjectValue, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { visitObjects } from '../code/names/values.ts';
import { say } from '../../words/say.ts';

/** A client for outgoing calls that is made in this file. */
export interface Client {
  readonly known: KnownPack;
  readonly pattern: ClientPattern;
  /** Canonical name of what makes it. */
  readonly api: string;
  /** Where a finding on it is put. */
  readonly span: Span;
  readonly region: number;
  /** The call or the literal that makes it; neither for a zero value. */
  readonly call?: number;
  readonly literal?: { readonly value: ObjectValue; readonly at: At };
  /** A zero value: the type in `var c http.Client`, or the call `new(http.Client)`. */
  readonly zero?: { readonly type: Span; readonly by: 'declaration' | 'new' };
  /** Positions of the options in the making call. */
  readonly options: readonly number[];
  /** The client that it is derived from. */
  readonly parent?: Client;
  /** A part of it alone is seen: the clause that says so. */
  readonly open?: string;
  /** The client behind what a value leads to. */
  readonly behind: Clients['behind'];
  /** Variables and fields that hold it. */
  readonly holders: Set<Holder>;
}

/** The clients of a file. */
export interface Clients {
  readonly all: readonly Client[];
  /** The client that an origin leads to, however many steps lie between; nothing for one that comes from elsewhere. */
  behind(origin: Origin): Client | undefined;
}

/** What the packs know under the names of an origin. */
export function matchOrigin(origin: Origin, code: ResolvedCode): OutgoingMatch | undefined {
  const { knowledge, outline } = code;
  for (const { module, name } of code.resolver.identify(origin)) {
    const match = matchOutgoing(name, { module, language: outline.language, knowledge });
    if (match) return match;
  }
  return undefined;
}

/** Finds the clients that a file makes: by a call, as a literal, or as a zero value. */
export function findClients(code: ResolvedCode, mayMatch: (call: Call) => boolean): Clients {
  const { outline, resolver } = code;
  const byCall = new Map<number, Client>();
  const byValue = new Map<object, Client>();

  const behindCall = (call: number, depth = 0): Client | undefined => {
    const known = byCall.get(call);
    const at = outline.calls[call];
    if (known || !at || depth > 24) return known;
    for (const callee of resolver.callee(call)) {
      const match = matchOrigin(callee, code);
      if (match?.role !== 'step' && match?.role !== 'make' && match?.role !== 'derive') continue;
      const parent = match.role === 'make' ? undefined : behindOrigin(callee, depth);
      const isBuilt = !parent && match.role === 'step' && match.client.builds.includes(at.callee.names.at(-1) ?? '');
      if (match.role === 'step' && !isBuilt) return parent;
      const client: Client = {
        known: match.known,
        pattern: match.client,
        api: resolver.canonical(callee)[0] ?? match.known.pack.name,
        span: at.nameSpan,
        region: at.region,
        call,
        options: match.role === 'step' ? [] : match.options,
        ...(parent ? { parent } : {}),
        ...(isBuilt ? { open: say('clients.its-builder-is-passed-in') } : {}),
        behind: behindOrigin,
        holders: new Set(),
      };
      byCall.set(call, client);
      return client;
    }
    return undefined;
  };
  const behindOrigin = (origin: Origin, depth = 0): Client | undefined => {
    if (origin.kind === 'result') return behindCall(origin.call, depth + 1);
    if (origin.kind === 'literal') return byValue.get(origin.value);
    return origin.kind === 'typed' && origin.made === 'zero' && origin.holder ? byValue.get(origin.holder) : undefined;
  };
  const addInstance = (key: object, origin: Origin, place: Pick<Client, 'span' | 'region' | 'literal' | 'zero'>) => {
    if (byValue.has(key)) return;
    const match = matchOrigin(origin, code);
    if (match?.role !== 'make') return;
    const api = resolver.canonical(origin)[0]?.replace(/\{\}$/, '') ?? match.known.pack.name;
    const { known, client: pattern } = match;
    byValue.set(key, { known, pattern, api, ...place, options: [], behind: behindOrigin, holders: new Set() });
  };

  // Elsewhere no literal names a type, and no declaration makes a value.
  const isGo = outline.language === 'go';
  const visit = isGo ? visitObjects : undefined;
  visit?.(code, (value, at) => {
    if (!value.type) return;
    const origin: Origin = { kind: 'literal', value, at, names: [] };
    addInstance(value, origin, { span: typeSpan(value, code.text), region: at.region, literal: { value, at } });
  });
  for (const binding of isGo ? outline.bindings : []) {
    const [target] = binding.targets;
    const [span] = binding.targetSpans;
    const by = zeroBy(binding, outline);
    if (!by || !target || !span || target.base !== undefined) continue;
    for (const origin of resolver.origins(target, { region: binding.region, offset: binding.span.end })) {
      if (!('holder' in origin) || !origin.holder || origin.names.length > 0) continue;
      if (origin.kind !== 'typed' || origin.made !== 'zero') continue;
      const type = binding.value?.span ?? {
        start: binding.span.end - (binding.type?.length ?? 0),
        end: binding.span.end,
      };
      const zero = { type, by };
      const isPlain = by === 'new' || code.text.slice(type.start, type.end) === binding.type;
      const place = { span, region: binding.region };
      addInstance(origin.holder, origin, isPlain && binding.targets.length === 1 ? { ...place, zero } : place);
    }
  }
  outline.calls.forEach((call, index) => {
    if (mayMatch(call)) behindCall(index);
  });
  if (byCall.size === 0 && byValue.size === 0) return { all: [], behind: behindOrigin };
  for (const binding of outline.bindings) {
    const [target] = binding.targets;
    if (!target || target.base !== undefined || (!binding.value && binding.how !== 'field')) continue;
    const path = binding.how === 'field' ? { names: ['this', ...target.names] } : target;
    for (const origin of resolver.origins(path, { region: binding.region, offset: binding.span.end })) {
      if ('holder' in origin && origin.holder) behindOrigin(origin)?.holders.add(origin.holder);
    }
  }
  return { all: [...new Set([...byCall.values(), ...byValue.values()])], behind: behindOrigin };
}

/** How a binding makes a zero value, if it does. */
function zeroBy({ how, type, value }: Binding, { calls }: Outline): 'declaration' | 'new' | undefined {
  if (how === 'field' || how === 'parameter') return undefined;
  if (!value) return type === undefined ? undefined : 'declaration';
  const callee = value.kind === 'call' ? calls[value.call]?.callee : undefined;
  return callee?.base === undefined && callee?.names.join('.') === 'new' ? 'new' : undefined;
}

/** `http.Client` of `&http.Client{…}`. */
function typeSpan(value: ObjectValue, text: string): Span {
  const source = text.slice(value.span.start, value.span.end);
  const brace = source.indexOf('{');
  const lead = /^[&*\s]*/.exec(source)?.[0].length ?? 0;
  return { start: value.span.start + lead, end: value.span.start + (brace < 0 ? source.length : brace) };
}
