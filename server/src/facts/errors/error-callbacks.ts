import type { ErrorHandler } from '../../model/code-fact.ts';
import type { Argument, Call, CodeLanguage, Region } from '../../syntax/code/outline.ts';
import { cleansUp } from './clean-up.ts';
import { changesSomething } from './effects.ts';
import { actionsIn } from './handler-actions.ts';
import { repairHandler } from './handler-repair.ts';
import { strongest, type Stated } from './reason-words.ts';
import { statedAt, statedBeside, statedInside } from './reasons.ts';
import { otherErrorOfCallback } from './other-error.ts';
import { readBeforeLook } from './used-early.ts';
import { tellsItself } from './self-reporting.ts';
import { asStated } from './stated.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { nameOfCall, writesName } from '../code/written.ts';

/** Methods of a promise or future that take the handler of its failure, with its position. */
const rejections: Readonly<Partial<Record<CodeLanguage, Readonly<Record<string, number>>>>> = {
  typescript: { catch: 0, then: 1 },
  javascript: { catch: 0, then: 1 },
  java: { exceptionally: 0, onErrorResume: 0, onErrorComplete: 0, onErrorReturn: 0 },
};

/** Languages whose callbacks get the error first. */
const errorFirst: ReadonlySet<CodeLanguage> = new Set(['typescript', 'javascript']);
const errorName = /^(err|error|er|e|exception|Err|Error|E)$|^err(or)?\d$|^err[A-Z]\w*$|[a-z]Err(or)?$/;
/** Calls that hand over elements and no errors. */
const iterates =
  /^(map|forEach|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flatMap|sort|then|catch|replace|each|mapValues)$/;
const callbackApi = /^(fs|fs-extra|child_process|dns|zlib|crypto|net|http|https|stream)\b/;
/** Calls of Node whose callback learns of a failure by its first parameter alone. */
const writesFile =
  /^(node:)?(fs|fs-extra)\.(writeFile|appendFile|rename|copyFile|mkdir|symlink|link|truncate|rm|unlink)$/;
const listens = /^(on|once|addListener|prependListener)$/;
/** Events that hand over an error and nothing else. */
const failures: ReadonlySet<string> = new Set(['error', 'uncaughtException', 'unhandledRejection']);
/** Calls whose callback runs for failures alone, or for successes alone as that of Node's `listen`. */
const runsForOne = /^(on|once|addListener|prependListener|listen)$/;

/** Handlers given as functions: of rejected promises, of Node's callbacks, of `error` events. */
export function findCallbacks(code: ResolvedCode): ErrorHandler[] {
  const { outline } = code;
  const promise = rejections[outline.language];
  const isErrorFirst = errorFirst.has(outline.language);
  if (!promise && !isErrorFirst) return [];
  return outline.calls.flatMap((call, index) => {
    const last = call.callee.names.at(-1) ?? '';
    const position = promise && Object.hasOwn(promise, last) ? promise[last] : undefined;
    if (position !== undefined) return rejection(code, index, position);
    return isErrorFirst ? callback(code, index, last) : [];
  });
}

function rejection(code: ResolvedCode, index: number, position: number): ErrorHandler[] {
  const call = code.outline.calls[index];
  const given = call?.args[position];
  if (!call || !given || given.spread || call.args.length !== position + 1) return [];
  const region = functionOf(code, given, call);
  if (region === undefined && !isNoop(given)) return [];
  if (region !== undefined && call.discarded && isHandledElsewhere(code, call)) return [];
  const bases = basesOf(code, call);
  const tries = triedBefore(code, { call, bases });
  return [handlerFact(code, { via: 'promise', call, given, region, tries, calls: bases })];
}

function callback(code: ResolvedCode, index: number, last: string): ErrorHandler[] {
  const call = code.outline.calls[index];
  const given = call?.args.at(-1);
  if (!call || !given) return [];
  const first = call.args[0]?.value;
  if (listens.test(last) && first?.kind === 'string' && failures.has(first.text) && call.args.length === 2) {
    const region = functionOf(code, given, call);
    if (region === undefined && !isNoop(given)) return [];
    const tries = [nameOfCall(code, index)];
    return [handlerFact(code, { via: 'callback', call, given, region, tries, calls: [] })];
  }
  if (given.value.kind !== 'function' || iterates.test(last)) return [];
  const region = given.value.region;
  const parameters = code.outline.regions[region]?.parameters ?? [];
  const caught = parameters[0]?.name;
  // Whoever takes no error at all cannot look at it.
  const takesNone = caught === undefined || /^_/.test(caught);
  if (takesNone ? !mayWriteFile(code) : !errorName.test(caught)) return [];
  const name = nameOfCall(code, index);
  const found: Found = { via: 'callback', call, given, region, tries: [name], calls: [index] };
  if (takesNone) return writesFile.test(name) ? [handlerFact(code, found)] : [];
  // Express and Connect tell error middleware by its four parameters.
  const takesError = parameters.length === 1 ? callbackApi.test(name) : parameters.length < 4;
  return takesError ? [handlerFact(code, found)] : [];
}

/** Whether a file names the module of Node that writes files; the name of a call begins with no module that is not named. */
const mayWriteFile = oncePerFile(({ text }) => /\bfs\b/.test(text));

interface Found {
  readonly via: 'promise' | 'callback';
  readonly call: Call;
  readonly given: Argument;
  /** The function; absent for a known no-op. */
  readonly region: number | undefined;
  readonly tries: readonly string[];
  /** The calls whose failure arrives, as far as they are known. */
  readonly calls: readonly number[];
}

function handlerFact(code: ResolvedCode, { via, call, given, region, tries, calls }: Found): ErrorHandler {
  const own = region === undefined ? undefined : code.outline.regions[region];
  const caught = own?.parameters?.[0]?.name;
  const named = caught !== undefined && caught !== '';
  const mentions = named && own !== undefined && readsOwn(code, caught, own);
  const patterned = caught === '' && own?.empty !== true;
  const within = code.resolver.within(call.region);
  const changes = changesSomething(code, calls);
  const isTold = via === 'promise' && calls.length > 0 && calls.every((each) => tellsItself(code, each));
  const does = isTold
    ? (['logs'] as const)
    : region === undefined
      ? []
      : actionsIn(code, region, mentions || patterned);
  // A callback runs after a success too: a line without the error does not tell the two apart.
  const isCallback = via === 'callback' && !runsForOne.test(call.callee.names.at(-1) ?? '');
  const other = region !== undefined && isCallback ? otherErrorOfCallback(code, region) : undefined;
  const saysNothing = isCallback && !mentions && !patterned;
  const fact: ErrorHandler = {
    kind: 'error-handler',
    span: call.nameSpan,
    via,
    body: own?.body ?? given.span,
    ...(named ? { caught } : {}),
    types: [],
    ...(other === undefined ? {} : { other }),
    does: (other === undefined ? does : (['succeeds'] as const)).filter(
      (action) => !saysNothing || (action !== 'logs' && action !== 'rethrows'),
    ),
    ...(region !== undefined && isCallback && calls[0] !== undefined ? readBeforeLook(code, calls[0], region) : {}),
    empty: region === undefined || own?.empty === true || givesNothing(code, call, region),
    ...asStated(statedOf(code, call, own)),
    tries,
    ...(cleansUp(code, calls) ? { cleansUp: true as const } : {}),
    ...(changes ? { changes: true as const } : {}),
    ...(via === 'promise' && !call.discarded ? { falls: true as const } : {}),
    ...(within === undefined ? {} : { within }),
  };
  const inline = given.value.kind === 'function' ? region : undefined;
  const repair = inline === undefined ? undefined : repairHandler(code, fact, inline);
  return repair ? { ...fact, repair } : fact;
}

/** `send().catch(() => undefined)` as a statement: nothing takes the place of what failed. */
function givesNothing({ outline }: ResolvedCode, call: Call, region: number): boolean {
  if (!call.discarded || outline.regions[region]?.implicitReturn !== true) return false;
  const returned = outline.exits.filter((exit) => exit.kind === 'return' && exit.region === region);
  return returned.length === 1 && returned[0]?.value?.kind === 'null';
}

function statedOf(code: ResolvedCode, call: Call, region: Region | undefined): Stated | undefined {
  const around = region ?? { body: call.brackets };
  return strongest(
    region && statedInside(code, region),
    statedBeside(code, call.nameSpan, around.body),
    statedAt(code, call.nameSpan),
    statedAt(code, { start: startOfChain(code, call), end: call.nameSpan.start }),
  );
}

/** Where the statement of a chain over several lines begins. */
function startOfChain({ outline }: ResolvedCode, call: Call): number {
  let start = call.start;
  for (let base = call.callee.base; base !== undefined; base = outline.calls[base]?.callee.base)
    start = outline.calls[base]?.start ?? start;
  return start;
}

/** The function that an argument is or names, if it stands in this file. */
function functionOf(code: ResolvedCode, given: Argument, call: Call): number | undefined {
  if (given.value.kind === 'function') return given.value.region;
  if (given.value.kind !== 'path') return undefined;
  // A variable that is set again may hold another function by then.
  const name = given.value.path.names.join('.');
  const isSetAgain = code.outline.bindings.some(
    (binding) => binding.how === 'assign' && binding.targets.some((target) => target.names.join('.') === name),
  );
  if (isSetAgain) return undefined;
  const origins = code.resolver.evaluate(given.value, { region: call.region, offset: given.span.start });
  const only = origins.length === 1 ? origins[0] : undefined;
  return only?.kind === 'function' && only.names.length === 0 ? only.region : undefined;
}

/** Whether a name is read in a function, and not only in an inner one that takes something else by the same name. */
function readsOwn(code: ResolvedCode, name: string, own: Region): boolean {
  const inner = code.outline.regions.filter(
    (region) =>
      region !== own &&
      own.body.start <= region.opener.start &&
      region.body.end <= own.body.end &&
      (region.caught?.name === name ||
        (region.kind === 'function' && region.parameters?.some((parameter) => parameter.name === name) === true)),
  );
  let from = own.body.start;
  for (const { opener, body } of inner) {
    if (opener.start < from) continue;
    if (writesName(code, name, { start: from, end: opener.start })) return true;
    from = body.end;
  }
  return writesName(code, name, { start: from, end: own.body.end });
}

function isNoop(given: Argument): boolean {
  return given.value.kind === 'path' && /^no_?op$/i.test(given.value.path.names.at(-1) ?? '');
}

/** `p.catch(() => {})` beside `await p` only keeps Node from ending the process early: the rejection arrives there. */
function isHandledElsewhere(code: ResolvedCode, call: Call): boolean {
  const [variable, ...rest] = call.callee.base === undefined ? call.callee.names : [];
  if (variable === undefined || rest.length !== 1) return false;
  const around = code.outline.regions[code.resolver.functionAround(call.region)];
  if (!around) return false;
  const after = { start: call.brackets.end, end: around.body.end };
  return writesName(code, variable, after);
}

/** The calls at the beginning of a chain of promises. */
function triedBefore(code: ResolvedCode, { call, bases }: { call: Call; bases: readonly number[] }): string[] {
  if (bases.length > 0) return bases.map((base) => nameOfCall(code, base));
  return call.callee.names.length > 1 ? [call.callee.names.slice(0, -1).join('.')] : [];
}

function basesOf({ outline }: ResolvedCode, call: Call): number[] {
  const bases: number[] = [];
  for (let base = call.callee.base; base !== undefined; base = outline.calls[base]?.callee.base) {
    if (!/^(then|catch|finally)$/.test(outline.calls[base]?.callee.names.at(-1) ?? '')) bases.push(base);
  }
  return bases.reverse();
}
