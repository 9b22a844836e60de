import type { HandlerAction } from '../../model/code-fact.ts';
import type { Exit, Value } from '../../syntax/code/outline.ts';
import type { Span } from '../../model/span.ts';
import { isLeftOutOfRelease } from './debug-output.ts';
import { isReport } from './loggers.ts';
import { otherError } from './other-error.ts';
import { ownFunction, reports } from './self-reporting.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, inSpan, isInside, lastName, outwards, writtenName } from '../code/written.ts';
import { literally } from '../../syntax/code/literally.ts';

/** Ends of the process, by canonical or written name. */
const ends =
  /^(process\.(exit|abort|kill|reallyExit)|os\.(Exit|_exit|abort)|sys\.exit|System\.exit|exit|quit|Deno\.exit)$/;
const ending = /^(exit|abort|kill|reallyExit|Exit|_exit|quit)$/;
const fatal = /(^|\.)(Fatal|Fatalf|Fatalln|FatalContext|Exit|Exitf)$/;
/** Owners and methods by which a request is answered. */
const answerer = /^(res|resp|response|reply|ctx|c|h|context|w|rw|writer|http|render|responses?|httpx?|status)$/i;
const answering =
  /^(status|sendStatus|send|json|end|writeHead|code|redirect|render|text|html|jsonp|throw|fail|badRequest|internalServerError|notFound|unauthorized|forbidden|Error|Errorf|NotFound|Redirect|WriteHeader|Write|WriteString|JSON|IndentedJSON|String|XML|HTML|AbortWith\w*|Abort|SendStatus|SendString|Status|NoContent|SetStatus)$/;

/** What a region does on behalf of an error; `body` is its text, `name` the error in it. */
export function actionsIn(code: ResolvedCode, region: number, mentions: boolean): HandlerAction[] {
  const { outline } = code;
  const body = outline.regions[region]?.body;
  if (!body) return [];
  const does = new Set<HandlerAction>();
  if (mentions) does.add('uses');
  for (const index of callsIn(outline, body)) for (const action of actionsOf(code, index)) does.add(action);
  for (const exit of inSpan(outline.exits, body, (each) => each.span.start)) {
    if (!isInside(outline, exit.region, region) || hasFunctionBetween(code, exit.region, region)) continue;
    for (const action of exitActions(code, exit, region)) does.add(action);
  }
  const sets = inSpan(outline.bindings, body, (each) => each.span.start);
  if (sets.some((binding) => binding.how === 'assign' && isInside(outline, binding.region, region)))
    does.add('assigns');
  return order.filter((action) => does.has(action));
}

const order: readonly HandlerAction[] = [
  'logs',
  'rethrows',
  'uses',
  'returns',
  'answers',
  'succeeds',
  'exits',
  'jumps',
  'calls',
  'assigns',
  'responds',
  're-interrupts',
];

function actionsOf(code: ResolvedCode, index: number): HandlerAction[] {
  const call = code.outline.calls[index];
  if (!call || isLeftOutOfRelease(code, index)) return [];
  const written = writtenName(code.outline, call);
  const last = lastName(written);
  // Only what may end the process under its own name, or under an alias, is looked up.
  const mayEnd = call.callee.names.length === 1 || ending.test(last);
  const canonical = (mayEnd ? code.resolver.names(index)[0] : undefined) ?? written;
  if (ends.test(canonical) || ends.test(written)) return ['exits'];
  if (fatal.test(last)) return ['logs', 'exits'];
  if (isReport(code, index)) return ['logs'];
  if (last === 'printStackTrace') return ['logs'];
  const owner = written.split('.').at(-2)?.replace(/\(\)$/, '') ?? '';
  if ((answering.test(last) && answerer.test(owner)) || (written === 'next' && call.args.length > 0))
    return ['responds'];
  if (call.constructs) return [];
  const own = ownFunction(code, index);
  return own !== undefined && reports(code, own) ? ['logs'] : ['calls'];
}

function exitActions(code: ResolvedCode, exit: Exit, handler: number): HandlerAction[] {
  switch (exit.kind) {
    case 'throw':
      return ['rethrows'];
    case 'return': {
      const error = errorResult(code, exit);
      if (error && otherError(code, exit, handler) !== undefined) return ['returns', 'succeeds'];
      if (error && error.kind !== 'null') return ['returns', 'rethrows'];
      if (error && returnsErrors(exit)) return ['uses', 'returns'];
      if (error && isSent(code, handler)) return ['returns', 'uses'];
      if (error && isPlainCheck(code, handler)) return ['returns', 'succeeds'];
      if (returnsNamed(code, exit, handler)) return ['uses', 'returns'];
      return answers(code, exit) ? ['returns', 'answers'] : ['returns'];
    }
    case 'break':
    case 'continue':
      return leaves(code, exit, handler) ? ['jumps'] : [];
  }
}

/** Whether an error went into a channel before it was asked for: `results <- result{value, err}`. */
function isSent({ outline, text, resolver }: ResolvedCode, handler: number): boolean {
  const own = outline.regions[handler];
  const name = own?.caught?.name;
  const around = outline.regions[resolver.functionAround(handler)];
  if (!own || name === undefined || !around) return false;
  const sent = new RegExp(`<-\\s*[\\w.\\[\\]&]+(?:\\{[^\\n]*)?(?<![\\w.])${literally(name)}(?!\\w)`, 'g');
  const before = text.slice(around.body.start, own.opener.start);
  const last = [...before.matchAll(sent)].at(-1);
  // Nothing gives the name another error in between.
  return last !== undefined && !new RegExp(`(?<![\\w.])${literally(name)}\\s*:?=[^=]`).test(before.slice(last.index));
}

/** Whether a return gives a value: written, or that of a function whose other returns give one. */
function answers(code: ResolvedCode, exit: Exit): boolean {
  if (exit.value !== undefined || (exit.values?.length ?? 0) > 0) return true;
  return functionsThatGive(code).has(code.resolver.functionAround(exit.region));
}

/** Functions of which a return gives a value, looked for once for all handlers. */
const functionsThatGive = oncePerFile(({ outline, resolver }): ReadonlySet<number> => {
  const returns = outline.exits.filter(
    ({ kind, value }) => kind === 'return' && value !== undefined && !isUndefined(value),
  );
  return new Set(returns.map(({ region }) => resolver.functionAround(region)));
});

function isUndefined(value: Value): boolean {
  return value.kind === 'null' && value.text === 'undefined';
}

/** What a return gives for the error, in a function whose last result is one. */
function errorResult(code: ResolvedCode, exit: Exit): Value | undefined {
  const results = code.outline.regions[code.resolver.functionAround(exit.region)]?.results;
  if (results?.at(-1) !== 'error') return undefined;
  const given = exit.values ?? (exit.value ? [exit.value] : []);
  return given.length === results.length ? given.at(-1) : undefined;
}

/** `return found, errors, nil`: the errors go to the caller beside the nil. */
function returnsErrors({ values = [] }: Exit): boolean {
  return values.some(
    (value) => value.kind === 'path' && /(^e|E)rr(or)?s(ByName)?$/.test(value.path.names.at(-1) ?? ''),
  );
}

/** `return` alone gives the named results, the caught error among them. */
function returnsNamed({ outline, resolver }: ResolvedCode, exit: Exit, handler: number): boolean {
  if (exit.value || exit.values) return false;
  const around = resolver.functionAround(exit.region);
  const own = outline.regions[around];
  const caught = outline.regions[handler]?.caught?.name;
  return outline.bindings.some(
    (binding) =>
      binding.region === around &&
      binding.span.start < (own?.body.start ?? 0) &&
      binding.targets.some((target) => target.names.join('.') === caught),
  );
}

/** `if err != nil && attempts < 3` asks for more than the error: what it returns may be right. */
function isPlainCheck({ outline, text }: ResolvedCode, handler: number): boolean {
  const region = outline.regions[handler];
  return region !== undefined && !/&&|\|\|/.test(text.slice(region.opener.end, region.body.start));
}

/** Whether a jump ends outside the region that it stands in: no loop (for `break`: or switch) of its own takes it. */
export function leaves(code: ResolvedCode, exit: Exit, region: number): boolean {
  const { outline, text } = code;
  for (const at of outwards(outline, exit.region)) {
    if (at === region) return true;
    const inner = outline.regions[at];
    if (!inner || inner.kind === 'function') return false;
    const takes = inner.kind === 'loop' || (inner.kind === 'switch' && exit.kind === 'break');
    if (exit.label === undefined ? takes : labels(text, inner.opener, exit.label)) return false;
  }
  return true;
}

function labels(text: string, opener: Span, label: string): boolean {
  return new RegExp(`\\b${literally(label)}\\s*:\\s*$`).test(
    text.slice(Math.max(0, opener.start - label.length - 80), opener.start),
  );
}

/** Whether a function of its own stands between a region and the one around it. */
export function hasFunctionBetween({ outline }: ResolvedCode, region: number, outer: number): boolean {
  for (const at of outwards(outline, region)) {
    if (at === outer) return false;
    if (outline.regions[at]?.kind === 'function') return true;
  }
  return false;
}
