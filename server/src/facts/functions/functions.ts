import type { Fact } from '../../model/fact.ts';
import type { CallLink, FileFunctions, FunctionLink, Passed } from '../../model/path-fact.ts';
import type { Call, Outline, Region } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { answersRpcs, carrierOf, handlesRequests, type Carrier } from './carriers.ts';
import { classesOf, functionsOfObjects, namesOf, objectName } from './classes.ts';
import { entriesOf } from './entries.ts';
import { signatureOf } from './go-signatures.ts';
import { homesOf } from './homes.ts';
import { limitsOf } from './limits.ts';
import { openPassing } from './passing.ts';
import { openSymbols, type Symbols } from './symbols.ts';

/** Calls of one function that are kept. */
const maxCalls = 200;
/** Functions of one file that are kept; what has more was made by a generator. */
const maxFunctions = 2000;

/** The functions of a file with the calls that may be of the workspace, what comes in from outside, and what limits it. */
export function extractFunctions(code: ResolvedCode, facts: readonly Fact[]): FileFunctions[] {
  const { outline, text } = code;
  const { regions, language } = outline;
  if (regions.length > maxFunctions * 10) return [];
  const symbols = openSymbols(outline);
  const carriers = new Map<number, Carrier>();
  regions.forEach((region, index) => {
    const carrier = region.kind === 'function' ? carrierOf(region, outline) : undefined;
    if (carrier) carriers.set(index, carrier);
  });
  const entries = entriesOf(code, { facts, symbols });
  const homes = homesOf(code, new Set([...entries.handlers, ...functionsOfObjects(outline)]));
  const links = new Map<number, Draft>();
  for (const [region, home] of homes.entries()) {
    if (region !== home || links.size >= maxFunctions) continue;
    links.set(region, draftOf(region, { outline, carriers, homes }));
  }
  if (links.size === 0) return [];
  const passing = openPassing({ outline, text, symbols, carriers });
  const outgoing = outgoingBy(facts);
  const seen = new Set<string>();
  for (const call of outline.calls) {
    const home = homes[call.region] ?? 0;
    const draft = links.get(home);
    if (!draft || call.how === 'go' || draft.calls.length >= maxCalls) continue;
    const leaving = outgoing.get(call.nameSpan.start);
    const named = symbolOfCall(call, symbols);
    // Where the fact tells no service, the type of the stub does.
    const stub = leaving?.isRpc ? /#(\w+?)(?:Service)?Client\{\}\.(\w+)$/.exec(named ?? '') : null;
    const rpc = leaving?.rpc ?? (stub ? rpcName(stub[1], stub[2]) : undefined);
    const to = rpc === undefined ? named : undefined;
    if (to === undefined && !leaving) continue;
    const passes = leaving?.passes ?? passing(call);
    // One call to each, for what it is given: which of several equal ones is taken tells nothing.
    const key = `${home} ${leaving ? call.start : to} ${passes?.is ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    draft.calls.push(linkOf(call, { to, passes, rpc, language }));
  }
  const gives = givesOf(code, symbols);
  const functions = [...links].flatMap(([region, draft]): FunctionLink[] => {
    const result = gives(region);
    // What implements an interface of Go is known by all its methods; elsewhere one that calls nothing leads nowhere.
    const isMethod = language === 'go' && draft.owner !== undefined;
    const isNeeded = draft.calls.length > 0 || result !== undefined || isMethod || draft.handles;
    return isNeeded ? [{ ...draft, ...(result === undefined ? {} : { gives: result }) }] : [];
  });
  const classes = classesOf(code, symbols);
  const limits = limitsOf(code);
  const apart = regions.flatMap(({ kind, opener, body }, index) =>
    kind === 'function' && homes[index] === -1 ? [{ start: opener.start, end: body.end }] : [],
  );
  const names = namesOf(outline, symbols);
  const isEmpty = [functions, classes, entries.links, limits, Object.keys(names)].every(({ length }) => length === 0);
  if (isEmpty) return [];
  const span = { start: 0, end: 0 };
  const parts = { functions, classes, names, entries: entries.links, limits, apart };
  return [{ kind: 'functions', span, language, ...parts }];
}

type Draft = FunctionLink & { readonly calls: CallLink[] };

function draftOf(
  region: number,
  about: {
    readonly outline: Outline;
    readonly carriers: ReadonlyMap<number, Carrier>;
    readonly homes: readonly number[];
  },
): Draft {
  const { outline, carriers, homes } = about;
  const own = outline.regions[region];
  const carrier = carriers.get(region);
  const outer = homes[own?.parent ?? 0] ?? -1;
  const owner = ownerOf(outline, region);
  const name = own?.name ?? '';
  const isHidden = name === '' || outer > 0 || own?.expression === true;
  const start = own?.opener.start ?? 0;
  const inside = outer > 0 ? outline.regions[outer] : undefined;
  return {
    name,
    ...(owner === undefined ? {} : { owner }),
    ...(own?.receiver ? { signature: signatureOf(own) } : {}),
    span: { start, end: own?.body.end ?? 0 },
    ...(isHidden ? { id: region } : {}),
    ...(inside?.name === undefined ? {} : { inside: inside.name }),
    ...(own?.async ? { async: true as const } : {}),
    ...(carrier ? { carries: carrier.written, carriedAt: carrier.position, ...defaultOf(own, carrier) } : {}),
    ...(own && handlesRequests(own, outline) ? { handles: true as const } : {}),
    ...(own?.receiver && answersRpcs(own) ? { answers: true as const } : {}),
    calls: [],
  };
}

/** What holds where no caller gives the parameter that carries the limit. */
function defaultOf(region: Region | undefined, carrier: Carrier): Pick<FunctionLink, 'carriesDefault'> {
  const value = region?.parameters?.find(({ name }) => name === carrier.parameter)?.default;
  if (!value) return {};
  if (value.kind === 'null') return { carriesDefault: 'none' };
  const seconds = value.kind === 'number' ? Number(value.text) : NaN;
  return { carriesDefault: seconds > 0 ? seconds * 1000 : 'unknown' };
}

function ownerOf({ regions }: Outline, region: number): string | undefined {
  const own = regions[region];
  if (own?.receiver) return own.receiver.type?.replace(/^[*\s]+|\[.*$/g, '');
  const parent = regions[own?.parent ?? 0];
  return parent?.kind === 'class' ? parent.name : undefined;
}

function symbolOfCall(call: Call, symbols: Symbols): string | undefined {
  if (call.constructs) return undefined;
  const found = symbols.ofPath(call.callee, call.region);
  const isNone =
    found === undefined || found.length > 200 || found.endsWith('#') || saying.test(found) || builtins.test(found);
  return isNone ? undefined : found;
}

/** What only says something. */
const saying =
  /\.(?:debug|info|warn|warning|error|fatal|print|trace|log|panic|wrap|sprint|withfields?|witherror)(?:f|ln|w|s|ctx|context)?$/i;
/** Go's own functions and types. */
const builtins =
  /^#(?:append|cap|clear|close|complex|copy|delete|imag|len|make|max|min|new|panic|print|println|real|recover|string|bool|byte|rune|error|any|u?int\d*|uintptr|float\d+)$/;

function linkOf(
  { nameSpan, args, awaited, discarded, how }: Call,
  {
    to,
    passes,
    rpc,
    language,
  }: {
    readonly to: string | undefined;
    readonly passes: Passed | undefined;
    readonly rpc: string | undefined;
    readonly language: Outline['language'];
  },
): CallLink {
  const isScript = language === 'javascript' || language === 'typescript';
  const isLoose = isScript && !awaited && (discarded === true || how === 'void');
  const positions = !passes && !declares.has(language) ? args.filter(({ name }) => name === undefined).length : 0;
  return {
    span: nameSpan,
    ...(to === undefined ? {} : { to }),
    ...(rpc === undefined ? {} : { rpc }),
    ...(passes ? { passes } : {}),
    ...(positions > 0 ? { positions } : {}),
    ...(isLoose ? { loose: true as const } : {}),
  };
}

/** Languages in which functions declare what they take and give. */
const declares: ReadonlySet<Outline['language']> = new Set(['go', 'java', 'csharp']);

/** Methods are written `charge` in some languages and `Charge` in the protocol. */
function rpcName(service = '', method = ''): string {
  return `${service}.${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}

interface Leaving {
  readonly isRpc?: true;
  readonly rpc?: string;
  readonly passes?: Passed;
}

/** Calls that leave the process, by where their name begins. */
function outgoingBy(facts: readonly Fact[]): ReadonlyMap<number, Leaving> {
  const found = new Map<number, Leaving>();
  for (const fact of facts) {
    if (fact.kind === 'client-use') found.set(fact.span.start, {});
    if (fact.kind === 'context-use' && fact.does === 'begins') found.set(fact.span.start, {});
    if (fact.kind !== 'outgoing-call' || fact.role !== 'call') continue;
    if (fact.protocol !== 'rpc') found.set(fact.span.start, {});
    else {
      const rpc = /^(\w+?)(?:Service)?(?:Client|Stub|Grpc)\.(\w+)$/.exec(fact.api);
      const passes: Passed | undefined =
        fact.deadline === 'present'
          ? { is: 'timed', at: fact.span, ...(fact.limitMs === undefined ? {} : { ms: fact.limitMs }) }
          : fact.deadline === 'absent'
            ? { is: 'fresh', by: fact.api }
            : undefined;
      found.set(fact.span.start, {
        isRpc: true,
        ...(rpc ? { rpc: rpcName(rpc[1], rpc[2]) } : {}),
        ...(passes ? { passes } : {}),
      });
    }
  }
  return found;
}

/** What functions give: by their declared type, else by what they return. */
function givesOf({ outline, resolver }: ResolvedCode, symbols: Symbols): (region: number) => string | undefined {
  const { regions, exits, language } = outline;
  const returned = new Map<number, string>();
  if (!declares.has(language)) {
    for (const { kind, value, region } of exits) {
      if (kind !== 'return' || !value) continue;
      const owner = resolver.functionAround(region);
      const made = value.kind === 'object' && !value.type ? `#${objectName(owner)}{}` : undefined;
      const isNamed = value.kind === 'call' || value.kind === 'path';
      const symbol = returned.has(owner) ? undefined : (made ?? (isNamed ? symbols.ofValue(value, region) : undefined));
      if (symbol !== undefined) returned.set(owner, symbol);
    }
  }
  return (region) => {
    const type = regions[region]?.results?.[0];
    const declared = type === undefined ? undefined : symbols.ofType(type, regions[region]?.parent ?? 0);
    const isPlain = /^#[a-z]\w*\{\}$/.test(declared ?? '') && builtin.test(type ?? '');
    return isPlain ? undefined : (declared ?? returned.get(region));
  };
}

const builtin =
  /^\*?(?:error|string|bool|u?int\d*|byte|rune|float\d+|any|void|boolean|long|double|char|short|uintptr|complex\d+)$/;
