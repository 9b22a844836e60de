import type { ServerStart } from '../../model/code-fact.ts';
import type { ServerPattern } from '../../knowledge/serving.ts';
import type { Span } from '../../model/span.ts';
import type { Call, Value } from '../../syntax/code/outline.ts';
import { addressOf } from './addresses.ts';
import type { Address } from './addresses.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { endsAtStop } from '../stops/ends-at-stop.ts';
import { stopOfServer } from '../stops/own-stop.ts';
import { repairServer } from '../repairs/server-repair.ts';
import { isOpaque, knownLastNames, ownerAndName, placedCall, servingPacks } from './serving-match.ts';
import { nameOfCall, writtenName } from '../code/written.ts';

const besides = /metric|prom|pprof|profil|debug|health|probe|admin|monitor|telemetry|diagnos/i;
/** An address that is named after what monitoring asks: `pprofPort`, `cfg.MetricsAddr`. */
const ofProfiler = /(pprof|profil\w*|metrics?)_?(addr\w*|port|listen\w*|bind\w*)\b/i;
const profilerPort = 6060;

/** Every place where a server starts to serve. */
export function extractServers(code: ResolvedCode): ServerStart[] {
  const { outline, knowledge } = code;
  const isServerless = outline.imports.some(({ module }) =>
    knowledge.forModule(outline.language, module).some((pack) => pack.serving?.serverless),
  );
  if (isServerless) return [];
  const ended = new Map<string, Span>();
  const matches = callsNamed(code, knownLastNames(code).servers).flatMap(({ call, index }) => {
    const found = matchServer(code, index);
    return found ? [{ call, index, found }] : [];
  });
  const servers = matches.map(({ index }) => index);
  return matches.flatMap(({ call, index, found }) => {
    // What has served until its end in this function does not serve once more.
    const owner = call.callee.names.slice(0, -1).join('.');
    const over = ended.get(owner);
    if (over && over.start <= call.start && call.start < over.end) return [];
    const fact = { ...serverFact(code, index, found), ...stopOfServer(code, index, servers) };
    const isPackage = outline.imports.some(({ local }) => local === owner);
    if (fact.holdsUp && owner !== '' && !isPackage && !over) ended.set(owner, fact.holdsUp);
    return [fact];
  });
}

interface Match {
  readonly library: string;
  readonly pattern: ServerPattern;
}

function matchServer(code: ResolvedCode, call: number): Match | undefined {
  for (const { pack, serving, name } of placedCall(code, call)) {
    const pattern = serving.servers.find((server) => server.names.includes(name));
    if (pattern) return { library: pack.id, pattern };
  }
  if (!isOpaque(code, call)) return undefined;
  const written = ownerAndName(code, call);
  for (const pack of servingPacks(code)) {
    const pattern = pack.serving?.servers.find((server) => server.named.includes(written));
    if (pattern && looksLikeAddress(code, call, pattern)) return { library: pack.id, pattern };
  }
  return undefined;
}

/** By name alone, `app.listen` is a server only with something that may be a port. */
function looksLikeAddress({ outline }: ResolvedCode, call: number, pattern: ServerPattern): boolean {
  if (pattern.port === undefined) return true;
  const given = outline.calls[call]?.args[pattern.port]?.value;
  if (!given || given.kind === 'function') return false;
  return given.kind !== 'object' || given.entries.some((entry) => entry.name === 'port' || entry.spread);
}

function serverFact(code: ResolvedCode, index: number, { library, pattern }: Match): ServerStart {
  const call = code.outline.calls[index];
  const at = code.resolver.placeOf(index);
  const span = call?.nameSpan ?? { start: 0, end: 0 };
  const owner = pattern.addressOfOwner === undefined ? undefined : ownerArgument(code, index, pattern.addressOfOwner);
  const given = owner ?? argumentAt(call, pattern.port, 'port');
  const field = pattern.portField === undefined ? undefined : fieldOf(code, index, pattern.portField);
  const host = argumentAt(call, pattern.host, 'host');
  const address: Address = {
    ...(field ? addressOf(code, field, at) : {}),
    ...(given ? addressOf(code, given, at) : {}),
  };
  const isDefault = pattern.local && host === undefined && call?.args.every(({ spread }) => !spread) === true;
  const isLocal =
    isDefault || address.local === true || (host !== undefined && addressOf(code, host, at).local === true);
  const within = code.resolver.within(at.region);
  const repair = repairServer(code, index, pattern);
  const cut = endsAtStop(code, index, pattern);
  const written = call ? writtenName(code.outline, call) : '';
  const isBeside =
    address.port === profilerPort ||
    besides.test(written) ||
    (call !== undefined &&
      ofProfiler.test(code.text.slice(call.brackets.start, Math.min(call.brackets.end, call.brackets.start + 120)))) ||
    (within !== undefined && besides.test(within));
  return {
    kind: 'server',
    span,
    api: nameOfCall(code, index),
    library,
    stopsItself: pattern.stopsItself,
    because: pattern.because,
    ...(address.port === undefined ? {} : { port: address.port }),
    ...(isLocal ? { local: true as const } : {}),
    ...(isBeside ? { auxiliary: true as const } : {}),
    ...(call ? restOf(code, call) : {}),
    ...(cut ? { cut } : {}),
    ...(pattern.unstoppable ? { unstoppable: true as const } : {}),
    ...(within === undefined ? {} : { within }),
    ...(repair ? { repair } : {}),
  };
}

/** What stands behind a call in its function, where it runs when the server has ended. */
function restOf({ outline, resolver }: ResolvedCode, { region, how, brackets }: Call): Pick<ServerStart, 'holdsUp'> {
  const own = outline.regions[resolver.functionAround(region)];
  const isPlain = outline.language === 'go' && how === undefined && own === outline.regions[region];
  return isPlain && own?.name !== undefined ? { holdsUp: { start: brackets.end, end: own.body.end } } : {};
}

/** An argument by its position or its name. */
function argumentAt(call: Call | undefined, position: number | undefined, name: string): Value | undefined {
  const named = call?.args.find((each) => each.name === name);
  const placed = position === undefined ? undefined : call?.args[position];
  return named?.value ?? (placed?.name === undefined ? placed?.value : undefined);
}

/** An argument of the call that made what this call is made on. */
function ownerArgument(code: ResolvedCode, call: number, position: number): Value | undefined {
  for (const origin of code.resolver.callee(call)) {
    const made = origin.kind === 'result' ? code.outline.calls[origin.call]?.args : undefined;
    const [first, second] = made?.slice(position) ?? [];
    // An address is a pair, or host and port.
    if (first) return first.value.kind === 'string' && second ? second.value : first.value;
  }
  return undefined;
}

/** What a field of the server holds: given in its literal, or assigned later. */
function fieldOf(code: ResolvedCode, call: number, field: string): Value | undefined {
  for (const origin of code.resolver.callee(call)) {
    const holder = 'holder' in origin ? origin.holder : undefined;
    const later = holder?.members.findLast((member) => member.names.join('.') === field)?.value;
    const entries = origin.kind === 'literal' ? origin.value.entries : [];
    const found = later ?? entries.find((entry) => entry.name === field)?.value;
    if (found) return found;
  }
  return undefined;
}
