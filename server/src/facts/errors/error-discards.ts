import type { ErrorHandler } from '../../model/code-fact.ts';
import type { Binding, Call, CodeLanguage } from '../../syntax/code/outline.ts';
import { cleansUp, isWritten } from './clean-up.ts';
import { repairDiscard } from './handler-repair.ts';
import { ownFunction, tellsItself } from './self-reporting.ts';
import { isStatement } from './effects.ts';
import { strongest, type Stated } from './reason-words.ts';
import { isDevelopment, isSilenced, statedAt, statedByDirective, statedInside } from './reasons.ts';
import { asStated } from './stated.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { lastName, nameOfCall, outwards } from '../code/written.ts';

/** Languages in which an error is a result like any other. */
const errorsAreResults: ReadonlySet<CodeLanguage> = new Set(['go']);

/** Calls whose only or last result is an error that tells of lost work, by canonical name without a version. */
const failsAlone =
  /^(encoding\/(json|xml)\.Unmarshal|gopkg\.in\/yaml\.v\d\.Unmarshal|sigs\.k8s\.io\/yaml\.Unmarshal|database\/sql\.\S*\bCommit|github\.com\/jackc\/pgx\S*\bCommit|os\.(WriteFile|Rename|MkdirAll|Mkdir|Symlink|Link|Truncate|Chmod|Chown))$/;
const failsBehind =
  /^(database\/sql\.\S*\b(Exec|ExecContext|Query|QueryContext|Begin|BeginTx|Prepare|Open)|github\.com\/jackc\/pgx\S*\bExec|os\.(ReadFile|Open|OpenFile|Create)|net\/http\.(Get|Post|Head|PostForm|NewRequest|NewRequestWithContext)|net\.(Listen|Dial|DialTimeout))$/;
const mayFail =
  /^(recover|Unmarshal|Commit|WriteFile|Rename|MkdirAll|Mkdir|Symlink|Link|Truncate|Chmod|Chown|Exec|ExecContext|Query|QueryContext|Begin|BeginTx|Prepare|Open|ReadFile|OpenFile|Create|Get|Post|Head|PostForm|NewRequest|NewRequestWithContext|Listen|Dial|DialTimeout)$/;
const builtIns =
  /^(append|cap|complex|copy|imag|len|make|max|min|new|real|recover|string|int|int64|float64|bool|error)$/;
const errorName = /^(err|error)$|Err$|^err[A-Z]/;

/** Errors that are assigned to nothing, and results of calls known to fail that are not looked at. */
export function findDiscards(code: ResolvedCode): ErrorHandler[] {
  if (!errorsAreResults.has(code.outline.language)) return [];
  const assigned = code.outline.bindings.flatMap((binding) => assignedToNothing(code, binding));
  const own = new Set(code.outline.regions.flatMap(({ kind, name }) => (kind === 'function' && name ? [name] : [])));
  // Only functions of the file, and those that are known to fail: most calls need no look at all.
  const mayBe = (last: string) => own.has(last) || mayFail.test(last) || last === 'Close';
  const unlooked = callsNamed(code, mayBe).flatMap(({ call, index }) => notLookedAt(code, call, index));
  return [...assigned, ...unlooked];
}

function assignedToNothing(code: ResolvedCode, binding: Binding): ErrorHandler[] {
  const { targets } = binding;
  const last = targets.at(-1);
  if (last?.names.length !== 1 || last.names[0] !== '_') return [];
  const { value } = binding;
  if (!value || code.resolver.functionAround(binding.region) === 0 || isInHandler(code, binding.region)) return [];
  const blank = targets.map((target) => target.names.length === 1 && target.names[0] === '_');
  if (blank.at(-1) !== true) return [];
  const at = binding.targetSpans.at(-1) ?? binding.span;
  if (value.kind === 'path' && targets.length === 1) {
    const name = value.path.names.join('.');
    if (!errorName.test(lastName(name))) return [];
    return [discard(code, { span: at, statement: binding.span, region: binding.region, tries: [], caught: name })];
  }
  if (value.kind !== 'call') return [];
  const name = nameOfCall(code, value.call);
  if (blank.every((each) => each) ? builtIns.test(name) : !isKnownToFail(name)) return [];
  const called = code.outline.calls[value.call];
  const { span: statement, region } = binding;
  const found = discard(code, { span: at, statement, region, tries: [name], call: value.call });
  if (tellsItself(code, value.call)) return [{ ...found, does: ['logs'] }];
  return [called && isOnlyClose(code, called) ? { ...found, unlooked: true } : found];
}

function notLookedAt(code: ResolvedCode, call: Call, index: number): ErrorHandler[] {
  const isLast = call.callee.names.at(-1) === 'Commit';
  if (!call.discarded || (call.how !== undefined && call.how !== 'go' && !isLast)) return [];
  const name = nameOfCall(code, index);
  const statement = { start: call.start, end: call.brackets.end };
  if (name === 'recover') {
    return [
      {
        ...discard(code, { span: call.nameSpan, statement, region: call.region, tries: [] }),
        via: 'catch',
        empty: true,
        ...asStated(strongest(statedAt(code, statement), statedOfDeferred(code, call.region))),
      },
    ];
  }
  const region = ownFunction(code, index);
  const own = region === undefined ? undefined : code.outline.regions[region]?.results;
  const fails = own ? own.at(-1) === 'error' : isKnownToFail(name) || isWrite(code, call) || isOnlyClose(code, call);
  if (!fails || isInHandler(code, call.region)) return [];
  const before = own ? '_, '.repeat(own.length - 1) : undefined;
  const found = discard(code, {
    span: call.nameSpan,
    statement,
    region: call.region,
    tries: [name],
    call: index,
    before,
  });
  const told: ErrorHandler['does'] = tellsItself(code, index) ? ['logs'] : [];
  return [{ ...found, unlooked: true, does: told, ...(call.how === 'go' ? { beside: true as const } : {}) }];
}

/** `Unmarshal(text, node)` of what `Marshal` gave: it cannot be malformed. */
function isRoundTrip({ outline, resolver }: ResolvedCode, call: number | undefined): boolean {
  const own = call === undefined ? undefined : outline.calls[call];
  const first = own?.args[0]?.value;
  if (!own || first?.kind !== 'path' || own.callee.names.at(-1) !== 'Unmarshal') return false;
  return resolver.origins(first.path, { region: own.region, offset: own.start }).every((origin) => {
    const made = origin.kind === 'result' ? outline.calls[origin.call] : undefined;
    return made?.callee.names.at(-1) === 'Marshal' && made.callee.names[0] === own.callee.names[0];
  });
}

/** What is stated above the deferred function that a region is, or in it. */
function statedOfDeferred(code: ResolvedCode, region: number): Stated | undefined {
  const own = code.outline.regions[code.resolver.functionAround(region)];
  if (own === undefined || own.name !== undefined) return undefined;
  return strongest(statedAt(code, { start: own.opener.start, end: own.opener.start }), statedInside(code, own));
}

/** Closing what was written, where nothing else closes or flushes it. */
function isOnlyClose(code: ResolvedCode, call: Call): boolean {
  const { outline, resolver } = code;
  const owner = call.callee.names.slice(0, -1).join('.');
  if (call.callee.names.at(-1) !== 'Close' || !isWritten(code, call)) return false;
  const around = resolver.functionAround(call.region);
  if (outline.regions[around]?.name === undefined) return false;
  const others = outline.calls.filter(
    (each) => each !== call && resolver.encloses(around, resolver.functionAround(each.region)),
  );
  const isOf = (each: Call) => each.callee.names.slice(0, -1).join('.') === owner;
  if (others.some((each) => isOf(each) && /^(Close|Sync|Flush)$/.test(each.callee.names.at(-1) ?? ''))) return false;
  // A file that is only made for its name has nothing to lose.
  return others.some(
    (each) =>
      (isOf(each) && /^(Write|ReadFrom|Encode)/.test(each.callee.names.at(-1) ?? '')) ||
      each.args.some(({ value }) => value.kind === 'path' && value.path.names.join('.') === owner),
  );
}

/** Stores whose transactions have a Commit that gives no error (pkg.go.dev/github.com/hashicorp/go-memdb#Txn.Commit). */
const commitsInMemory = /^github\.com\/hashicorp\/(go-memdb|go-immutable-radix)(\/v\d+)?$/;

/** A statement of SQL that changes data, or the end of a transaction, whatever the type behind it is called. */
function isWrite({ outline, resolver }: ResolvedCode, call: Call): boolean {
  const last = call.callee.names.at(-1) ?? '';
  if (/^(Must)?(Named)?Exec(Context)?$/.test(last))
    return call.args.some(({ value }) => value.kind === 'string' && isStatement(value.text));
  const owner = call.callee.names.at(-2);
  if (last !== 'Commit' || owner === undefined || call.args.length > 1) return false;
  if (outline.imports.some(({ module }) => commitsInMemory.test(module))) return false;
  if (/^(\w*[tT]x|trx|txn|transaction)$/.test(owner)) return true;
  return outline.bindings.some(
    ({ targets, value, region }) =>
      targets.length === 2 &&
      targets[0]?.names.at(-1) === owner &&
      value?.kind === 'call' &&
      /^Begin(Txx?|x)?$/.test(outline.calls[value.call]?.callee.names.at(-1) ?? '') &&
      resolver.functionAround(region) === resolver.functionAround(call.region),
  );
}

function isKnownToFail(name: string): boolean {
  const plain = withoutVersion(name);
  return failsAlone.test(plain) || failsBehind.test(plain);
}

function withoutVersion(name: string): string {
  return name.replace(/\/v\d+(?=\.)/, '');
}

/** What happens to a second error while a first one is handled: the first one is what counts. */
function isInHandler({ outline }: ResolvedCode, region: number): boolean {
  return [...outwards(outline, region)].some((at) => outline.regions[at]?.kind === 'handler');
}

interface Discarded {
  readonly span: ErrorHandler['span'];
  readonly statement: ErrorHandler['span'];
  readonly region: number;
  readonly tries: readonly string[];
  readonly caught?: string;
  readonly call?: number;
  /** What stands for the results before the error, where the statement names none. */
  readonly before?: string | undefined;
}

function discard(
  code: ResolvedCode,
  { span, statement, region, tries, caught, call, before }: Discarded,
): ErrorHandler {
  const within = code.resolver.within(region);
  const blanks = before ?? (failsBehind.test(withoutVersion(tries[0] ?? '')) ? '_, ' : '');
  const repair = call === undefined ? undefined : repairDiscard(code, { statement, region, call, before: blanks });
  return {
    kind: 'error-handler',
    span,
    via: 'discard',
    body: statement,
    ...(caught === undefined ? {} : { caught }),
    types: [],
    does: [],
    empty: false,
    ...asStated(
      isRoundTrip(code, call) ? 'reason' : strongest(statedAt(code, statement), statedByDirective(code, region)),
    ),
    ...(isDevelopment(code, region) ? { inDevelopment: true as const } : {}),
    ...(isSilenced(code, statement) ? { silenced: true as const } : {}),
    tries,
    ...(call !== undefined && cleansUp(code, [call]) ? { cleansUp: true as const } : {}),
    ...(within === undefined ? {} : { within }),
    ...(repair ? { repair } : {}),
  };
}
