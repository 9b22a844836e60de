import type { KnownPack } from '../../knowledge/outgoing-match.ts';
import type { CallPattern, ClientPattern } from '../../knowledge/outgoing.ts';
import type { ClientExport, Fact, OutgoingCall, Presence } from '../../model/fact.ts';
import type { Call } from '../../syntax/code/outline.ts';
import { browserAddress, isBrowserCode } from './browser.ts';
import { callDeadline, clientDeadline } from './call-deadline.ts';
import { findClients, matchOrigin } from './clients.ts';
import type { Client, Clients } from './clients.ts';
import { firstOf } from './given.ts';
import type { Given } from './given.ts';
import type { Origin } from './origin.ts';
import { processDefaults } from './process-defaults.ts';
import { callFilter, packsOf } from './relevance.ts';
import { repairCall, repairClient } from './outgoing-repairs.ts';
import type { ResolvedCode } from './resolved.ts';

/** A call that goes out, as found. */
interface Found {
  readonly call: number;
  readonly origin: Origin;
  readonly known: KnownPack;
  readonly pattern: CallPattern;
  /** Set for a call through a client. */
  readonly through?: { readonly pattern: ClientPattern; readonly client: Client | undefined };
  /** What the call itself says. */
  readonly own: Given;
}

/** Outgoing calls and the clients for them, as far as the packs know them. */
export function extractOutgoingCalls(code: ResolvedCode): Fact[] {
  const packs = [...packsOf(code)].filter((pack) => pack.outgoing);
  if (packs.length === 0) return [];
  const mayMatch = callFilter(packs);
  const clients = findClients(code, mayMatch);
  const found = findCalls(code, { clients, mayMatch });
  const defaults = processDefaults(code, clients);
  const isBrowser = isBrowserCode(code);
  const facts: Fact[] = [...defaults.facts];

  const judged = new Map<Client, { deadline: Presence; because: string }>();
  const judge = (client: Client): { deadline: Presence; because: string } => {
    const known = judged.get(client);
    if (known) return known;
    const said = firstOf([clientDeadline(client, code), defaults.of(client.known.pack.id)]);
    const calls = found.filter((each) => each.through?.client === client);
    const verdict = verdictOf(said, { known: client.known, default: client.pattern.default, calls });
    judged.set(client, verdict);
    return verdict;
  };

  for (const client of clients.all) {
    if (!client.pattern.carries) continue;
    const { known, span, api, region } = client;
    const { deadline, because } = judge(client);
    const repair = deadline === 'absent' ? repairClient(client, code) : undefined;
    facts.push({
      kind: 'outgoing-call',
      span,
      api,
      library: known.pack.id,
      protocol: known.outgoing.protocol,
      role: 'client',
      deadline,
      because,
      ...withinOf(code, region),
      ...(repair ? { repair } : {}),
    });
  }
  for (const each of found) {
    const target = browserAddress(each.call, each.pattern, code);
    const verdict = callVerdict(each, { judge, fallback: defaults.of(each.known.pack.id) });
    const hasBase = each.through !== undefined;
    const sameOrigin = target.kind === 'path' && !hasBase && (each.known.pack.id === 'fetch' || isBrowser);
    const unseen = isBrowser && target.kind === 'unknown' && verdict.deadline === 'absent';
    const call = code.outline.calls[each.call];
    if (!call) continue;
    const repair = verdict.deadline === 'absent' && !unseen ? repairCall(each, code) : undefined;
    facts.push({
      kind: 'outgoing-call',
      span: call.nameSpan,
      api: code.resolver.canonical(each.origin)[0] ?? each.known.pack.name,
      library: each.known.pack.id,
      protocol: each.known.outgoing.protocol,
      role: 'call',
      ...(unseen
        ? { deadline: 'unknown', because: 'this is browser code, and where it calls cannot be seen' }
        : verdict),
      ...(target.text === undefined ? {} : { target: target.text }),
      ...withinOf(code, call.region),
      ...(sameOrigin ? { browser: true } : {}),
      ...(repair ? { repair } : {}),
    });
  }
  return [...facts, ...exportsOf(code, { clients, judge })];
}

function findCalls(
  code: ResolvedCode,
  { clients, mayMatch }: { clients: Clients; mayMatch: (call: Call) => boolean },
): Found[] {
  const found: Found[] = [];
  code.outline.calls.forEach((call, index) => {
    if (!mayMatch(call)) return;
    for (const origin of code.resolver.callee(index)) {
      const match = matchOrigin(origin, code);
      if (match?.role !== 'call' && match?.role !== 'method') continue;
      const { known, pattern } = match;
      const client = match.role === 'method' ? clients.behind(origin) : undefined;
      if (client && 'holder' in origin && origin.holder) client.holders.add(origin.holder);
      found.push({
        call: index,
        origin,
        known,
        pattern,
        ...(match.role === 'method' ? { through: { pattern: match.client, client } } : {}),
        own: callDeadline(index, pattern, { code, known }),
      });
      return;
    }
  });
  return found;
}

type Verdict = Pick<OutgoingCall, 'deadline' | 'because'>;

/** What holds for a client: what it says, else what its calls say, else the library's default. */
function verdictOf(
  said: Given,
  about: { known: KnownPack; default: 'none' | 'finite' | undefined; calls: readonly Found[] },
): Verdict {
  const { known, calls } = about;
  if (said.state === 'given') return { deadline: 'present', because: said.because };
  if (said.state === 'unclear') return { deadline: 'unknown', because: said.because };
  const fallback = about.default ?? known.outgoing.default.timeout;
  if (said.state === 'missing' && fallback === 'finite')
    return { deadline: 'present', because: known.outgoing.default.says };
  if (calls.length > 0 && calls.every(({ own }) => own.state === 'given')) {
    return { deadline: 'present', because: 'each call through it here carries its own deadline' };
  }
  if (calls.length > 0 && calls.every(({ own }) => own.state === 'given' || own.state === 'unclear')) {
    const doubt = calls.find(({ own }) => own.state === 'unclear')?.own;
    return {
      deadline: 'unknown',
      because: doubt && 'because' in doubt ? doubt.because : 'its calls may carry a deadline',
    };
  }
  return { deadline: 'absent', because: said.state === 'off' ? said.because : known.outgoing.default.says };
}

function callVerdict(
  { own, pattern, known, through }: Found,
  { judge, fallback }: { judge: (client: Client) => Verdict; fallback: Given },
): Verdict {
  if (own.state === 'given') return { deadline: 'present', because: own.because };
  if (own.state === 'unclear') return { deadline: 'unknown', because: own.because };
  const isFinite = (pattern.default ?? known.outgoing.default.timeout) === 'finite';
  if (through && !through.client) {
    if (own.state === 'off') return { deadline: 'absent', because: own.because };
    if (isFinite) return { deadline: 'present', because: known.outgoing.default.says };
    return { deadline: 'unknown', because: 'its client is made elsewhere' };
  }
  if (through?.client?.pattern.carries) {
    const client = judge(through.client);
    if (own.state === 'off' && client.deadline !== 'absent') return { deadline: 'absent', because: own.because };
    if (client.deadline !== 'absent') return client;
    return { deadline: 'unknown', because: 'it is a matter of its client, which has none where it is made' };
  }
  if (own.state === 'off') return { deadline: 'absent', because: own.because };
  if (fallback.state === 'given') return { deadline: 'present', because: fallback.because };
  if (fallback.state === 'unclear') return { deadline: 'unknown', because: fallback.because };
  return { deadline: isFinite ? 'present' : 'absent', because: known.outgoing.default.says };
}

function withinOf({ resolver }: ResolvedCode, region: number): { within?: string } {
  const within = resolver.within(region);
  return within === undefined ? {} : { within };
}

/** Clients that other files may import. */
function exportsOf(
  { outline, resolver }: ResolvedCode,
  { clients, judge }: { clients: Clients; judge: (client: Client) => Verdict },
): ClientExport[] {
  return outline.exports.flatMap(({ name, local, module, value }) => {
    if (module !== undefined) return [];
    const at = { region: 0, offset: Number.MAX_SAFE_INTEGER };
    const origins =
      local !== undefined ? resolver.origins({ names: [local] }, at) : value ? resolver.evaluate(value, at) : [];
    const client = origins.length === 1 && origins[0] ? clients.behind(origins[0]) : undefined;
    if (!client?.pattern.carries) return [];
    return [{ kind: 'client-export', span: client.span, name, library: client.known.pack.id, ...judge(client) }];
  });
}
