import type { Fact } from '../../model/fact.ts';
import type { Call } from '../../syntax/code/outline.ts';
import type { ClientPattern } from '../../knowledge/outgoing.ts';
import { browserAddress, isBrowserCode } from './browser.ts';
import { callDeadline } from '../deadlines/call-deadline.ts';
import { resolvedTarget } from './call-target.ts';
import { clientDeadline, openDeadline } from '../deadlines/client-deadline.ts';
import { clientExports } from './client-exports.ts';
import { findClients, matchOrigin } from './clients.ts';
import type { Client, Clients } from './clients.ts';
import { firstOf } from '../deadlines/given.ts';
import { processDefaults } from '../deadlines/process-defaults.ts';
import { inheritedDeadline, subclassesOf } from './subclasses.ts';
import { wrappersOf } from '../links/given-clients.ts';
import { standInVerdict } from '../limits/stand-ins.ts';
import { callFilter, packsOf } from './relevance.ts';
import { repairCall, repairClient } from '../repairs/outgoing-repairs.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { withinOf } from '../code/written.ts';
import { callVerdict, clientVerdict, wayVerdict } from './verdicts.ts';
import type { Verdict, Way } from './verdicts.ts';
import { say } from '../../words/say.ts';

/** A call that goes out. */
interface Found {
  /** What it may call, as far as known; not empty. */
  readonly ways: readonly [Way, ...Way[]];
  /** It may call something else, too. */
  readonly isOpen: boolean;
}

/** SDKs of vendors give each request a timeout of their own, whatever the default of the client is that they get. */
const handedOver: Verdict = { deadline: 'unknown', because: say('outgoing-calls.the-library-that-uses-this') };

/** `OpenAI(http_client=httpx.Client())`, `options["http_async_client"] = …`. */
function isHandedOver({ call }: Client, { outline, text }: ResolvedCode): boolean {
  const start = call === undefined ? undefined : outline.calls[call]?.start;
  return (
    outline.language === 'python' &&
    start !== undefined &&
    /\bhttp_(?:a?sync_)?client(?:["']\])?\s*=\s*$/.test(text.slice(Math.max(0, start - 60), start))
  );
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

  const ways = found.flatMap((each) => each.ways);

  const judged = new Map<Client, Verdict>();
  const judge = (client: Client): Verdict => {
    const known = judged.get(client);
    if (known) return known;
    const said = firstOf([clientDeadline(client, code), defaults.of(client.known.pack.id, 'client')]);
    const calls = ways.filter((each) => each.through?.client === client);
    const own = clientVerdict(said, { known: client.known, default: client.pattern.default, calls });
    const verdict: Verdict =
      said.state === 'missing' && own.deadline === 'present' && isHandedOver(client, code) ? handedOver : own;
    judged.set(client, verdict);
    return verdict;
  };

  for (const client of clients.all) {
    if (!client.pattern.carries || client.pattern.part) continue;
    const { known, span, api, region } = client;
    const { deadline, because } = judge(client);
    const repair = deadline === 'absent' ? repairClient(client, code) : undefined;
    const { protocol } = known.outgoing;
    const common = { span, api, library: known.pack.id, ...withinOf(code, region), ...(repair ? { repair } : {}) };
    if (protocol === 'inbound')
      facts.push({
        kind: 'server-limit',
        ...common,
        bound: deadline,
        because,
        ...byRuntime(known, because),
        ...servesWhom(code, client),
      });
    else {
      const built = client.open !== undefined && deadline === 'unknown' ? { built: true as const } : {};
      facts.push({ kind: 'outgoing-call', ...common, protocol, role: 'client', deadline, because, ...built });
    }
  }
  for (const { ways, isOpen } of found) {
    const [way] = ways;
    const { known, pattern, through, origin } = way;
    const call = code.outline.calls[way.call];
    if (!call) continue;
    const verdicts = ways.map((each) => wayVerdict(each, { judge, fallback: defaults.of(each.known.pack.id, 'call') }));
    const verdict = standInVerdict(ways, verdicts) ?? callVerdict(verdicts, { isOpen });
    const { protocol } = known.outgoing;
    if (protocol === 'inbound') {
      facts.push(limitOf(way, verdict, code));
      continue;
    }
    if (ways.length === 1) facts.push(...wrappersOf(code, way, verdict));
    const target = browserAddress(way.call, pattern, code);
    const resolved = target.kind === 'host' ? undefined : resolvedTarget(way.call, pattern, code);
    const sameOrigin = target.kind === 'path' && !through && (known.pack.id === 'fetch' || isBrowser);
    const unseen = isBrowser && target.kind === 'unknown' && verdict.deadline === 'absent';
    const repair = verdict.deadline === 'absent' && !unseen && ways.length === 1 ? repairCall(way, code) : undefined;
    facts.push({
      kind: 'outgoing-call',
      span: call.nameSpan,
      api: code.resolver.canonical(origin)[0] ?? known.pack.name,
      library: known.pack.id,
      protocol,
      role: 'call',
      ...(unseen ? { deadline: 'unknown', because: say('outgoing-calls.it-is-browser-code-and') } : verdict),
      ...(target.text === undefined ? {} : { target: target.text }),
      ...(resolved === undefined ? {} : { resolvedTarget: resolved }),
      ...withinOf(code, call.region),
      ...(sameOrigin ? { browser: true } : {}),
      ...(isInjected(way, verdict) ? { injected: true } : {}),
      ...(repair ? { repair } : {}),
    });
  }
  return [...facts, ...clientExports(code, { clients, judge }), ...subclassesOf(code)];
}

/** The runtime whose default is the only limit. */
function byRuntime(
  {
    outgoing: {
      default: { runtime, says },
    },
  }: Way['known'],
  because: string,
) {
  return runtime && because === says ? { runtime } : {};
}

/** A call that starts a server which takes no bound. */
function limitOf(way: Way, { deadline, because }: Verdict, code: ResolvedCode): Fact {
  const { known, origin } = way;
  const call = code.outline.calls[way.call];
  const repair = deadline === 'absent' ? repairCall(way, code) : undefined;
  return {
    kind: 'server-limit',
    span: call?.nameSpan ?? { start: 0, end: 0 },
    api: code.resolver.canonical(origin)[0] ?? known.pack.name,
    library: known.pack.id,
    bound: deadline,
    because,
    ...byRuntime(known, because),
    ...servesWhom(code, { call: way.call }),
    ...withinOf(code, call?.region ?? 0),
    ...(repair ? { repair } : {}),
  };
}

function isInjected({ through, own }: Way, { deadline }: Verdict): boolean {
  return deadline === 'unknown' && through !== undefined && !through.client && own.state === 'missing';
}

/** For whom a server is, by what is written where it is made. */
function servesWhom(code: ResolvedCode, { call, literal }: Pick<Client, 'call' | 'literal'>) {
  const brackets = call === undefined ? undefined : code.outline.calls[call]?.brackets;
  const { start, end } = literal?.value.span ?? brackets ?? { start: 0, end: 0 };
  const written = code.text.slice(start, end);
  return {
    ...(/["'`](localhost|127\.0\.0\.1|\[::1\])/.test(written) ? { local: true as const } : {}),
    ...(/metric|prom|pprof|profil|debug|health|probe|telemetry|diagnos|status_?(server|addr|port)|admin_?(server|addr|port)|reload_?(server|addr|port)/i.test(
      written,
    )
      ? { auxiliary: true as const }
      : {}),
  };
}

/** Whether no client of this kind can bound its calls, wherever it is made. */
function isBare({ carries, opaque }: ClientPattern): boolean {
  return !carries && opaque === undefined;
}

function findCalls(
  code: ResolvedCode,
  { clients, mayMatch }: { clients: Clients; mayMatch: (call: Call) => boolean },
): Found[] {
  const found: Found[] = [];
  code.outline.calls.forEach((call, index) => {
    if (!mayMatch(call)) return;
    const ways: Way[] = [];
    const origins = code.resolver.callee(index);
    for (const origin of origins) {
      const match = matchOrigin(origin, code);
      if (match?.role !== 'call' && match?.role !== 'method') continue;
      const { known, pattern } = match;
      const client = match.role === 'method' ? clients.behind(origin) : undefined;
      if (client && 'holder' in origin && origin.holder) client.holders.add(origin.holder);
      const said = callDeadline(index, pattern, { code, known });
      const inherited = match.role === 'method' ? inheritedDeadline(origin, match.client, code) : undefined;
      const open = client && !client.pattern.carries ? openDeadline(client, code) : inherited;
      const own = open ? firstOf([said, open]) : said;
      ways.push({
        call: index,
        origin,
        known,
        pattern,
        own,
        ...(match.role === 'method'
          ? { through: { client, bare: inherited !== undefined || isBare(match.client) } }
          : {}),
      });
    }
    const [first, ...others] = ways;
    const isOpen = origins.some(({ kind }) => kind === 'unknown');
    if (first) found.push({ ways: [first, ...others], isOpen });
  });
  return found;
}
