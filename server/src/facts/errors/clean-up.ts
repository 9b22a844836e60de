import type { Argument, Call, Value } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { lastName, nameOfCall, writtenName } from '../code/written.ts';

const suffix =
  '(All|Now|Gracefully|Output|Input|Sync|Async|Quietly|Silently|Write|Read|Dir|Temp|Tmp|File|Files|Folder|Lock|Idle\\w*|_?[cC]onnections?|Stream|Socket|Reader|Writer|Body|Listeners?|Item)?';
/** Ends something that the program itself holds. */
const closing = new RegExp(
  `^(safe|try|force)?_?(close|dispose|destroy|disconnect|terminate|quit|end|shutdown|kill|detach|umount|unmount|teardown|clean_?up|stop|unsubscribe)(?:_\\w+)?${suffix}$`,
  'i',
);
/** Takes something back: a reader, a timer, and just as well a booking. */
const releasing = new RegExp(
  `^(safe|try|force)?_?(cancel|abort|release|rollback|remove|purge)(?:_\\w+)?${suffix}$`,
  'i',
);
/** Removes files, whatever it is called on. */
const removing =
  /^(rm|rmdir|rm_?tree|rimraf|unlink|rmSync|rmdirSync|unlinkSync|removeSync|deleteIfExists|deleteQuietly|deleteTemp\w*|deleteTmp\w*)$/;
const filesOf =
  /^(os|fs|fsp|shutil|pathlib|fs-extra|node:fs|fs\/promises|node:fs\/promises|java\.nio\.file|java\.io)(\.|$)|(^|\.)(Files|FileUtils|fs|fsp|shutil)\.\w+$/;
/** Tells somebody who does not wait, or sets what the connection does by itself. */
const telling =
  /^(track\w*|beacon|sendBeacon|fprint(f|ln)?|printf?|println|set(Read|Write)?Deadline|set(NoDelay|KeepAlive)\w*|log|(un)?setenv|clearTimeout|clearInterval|removeEventListener|removeListener|unref)$/i;
const writing = /^write(String|Byte|Rune|Header|Head)?$/i;
/** Where nobody could be told that it was not written, and texts in memory. */
const answers =
  /^(w|rw|res|resp|response\w*|getWriter|rec|recorder|buf|buffer|b|sb|builder|h|hash\w*|hasher|stdout|stderr|out|Stdout|Stderr|mac)$/;
/** What a program holds and its users do not know of. */
const held =
  /(^|[a-z_])(reader|writer|stream|socket|conn|connection|client|timer|timeout|interval|controller|token|source|future|task|promise|scope|ctx|context|iterator|cursor|handle|watcher|ticker|listener|observer|body|response|resp|request|req|res|xhr|fd|file|proc|process|child|thread|worker|server|browser|page|buffer|pool|query|statement|stmt|tx|trx|transaction|animation|frame|recorder|player|channel|tracer|provider|exporter|executor|path|tmp|temp|dir|subscription|sub|job|session|rows|db)s?$/i;
/** Locks and the like: a waiter for one that was not released keeps waiting. */
const awaited = /(lock|mutex|semaphore|lease|permit|hold|latch)s?$/i;
const question = /^(exists(Sync)?|is[A-Z_]\w*|has[A-Z_]\w*|includes|get)$/;

/** Whether calls do no more than to end what the program itself holds: nothing better could be done with their failure. */
export function cleansUp(code: ResolvedCode, calls: readonly number[]): boolean {
  const { outline } = code;
  const ends = calls.filter((index) => isCleanUp(code, index));
  if (ends.length === 0) return false;
  const leads = new Set(ends.flatMap((index) => [...basesOf(code, index), ...argumentsOf(outline.calls[index])]));
  return calls.every(
    (index) =>
      ends.includes(index) || leads.has(index) || question.test(outline.calls[index]?.callee.names.at(-1) ?? ''),
  );
}

function* basesOf({ outline }: ResolvedCode, index: number): Generator<number> {
  for (let at = outline.calls[index]?.callee.base; at !== undefined; at = outline.calls[at]?.callee.base) yield at;
}

function argumentsOf(call: Call | undefined): number[] {
  return call?.args.flatMap(({ value }) => (value.kind === 'call' ? [value.call] : [])) ?? [];
}

function isCleanUp(code: ResolvedCode, index: number): boolean {
  const call = code.outline.calls[index];
  if (!call) return false;
  const written = writtenName(code.outline, call);
  const last = lastName(written);
  if (telling.test(last) || removing.test(last)) return true;
  const owner = lastName(written.slice(0, Math.max(0, written.lastIndexOf('.'))));
  if (writing.test(last)) return answers.test(owner);
  const isRelease = releasing.test(last);
  if (!isRelease && !closing.test(last)) return false;
  if (/^close$/i.test(last) && isWritten(code, call)) return false;
  const name = nameOfCall(code, index);
  if (filesOf.test(name)) return true;
  const isBare = call.args.every((argument) => isPlain(argument));
  if (/^rollback/i.test(last)) return isBare || held.test(owner);
  if (awaited.test(owner) && !/^(reader|stream)/i.test(owner)) return false;
  if (!isRelease) return isBare || held.test(owner) || owner === '';
  return held.test(owner) && (isBare || filesOf.test(name)) && !holdsBusiness(code, call, owner);
}

/** In Go, closing a file that was written tells whether it was. */
export function isWritten({ outline, resolver }: ResolvedCode, call: Call): boolean {
  const owner = call.callee.names.slice(0, -1).join('.');
  if (outline.language !== 'go' || owner === '') return false;
  const around = resolver.functionAround(call.region);
  return outline.bindings.some(
    ({ targets, value, region, span }) =>
      value?.kind === 'call' &&
      span.start < call.start &&
      resolver.encloses(resolver.functionAround(region), around) &&
      targets[0]?.names.join('.') === owner &&
      opensForWriting.test(resolver.names(value.call)[0] ?? ''),
  );
}

const opensForWriting =
  /^(os\.(Create|CreateTemp)|compress\/\w+\.NewWriter(Level)?|archive\/\w+\.NewWriter|bufio\.NewWriter(Size)?|encoding\/csv\.NewWriter|.*\bNewWriter)$/;

/** `subscription`, `job` and `session` are also words for what users have: there, one must be made in the same function. */
function holdsBusiness({ outline, resolver }: ResolvedCode, call: Call, owner: string): boolean {
  if (!/(subscription|sub|job|session|request|page)s?$/i.test(owner)) return false;
  const around = resolver.functionAround(call.region);
  return !outline.bindings.some(
    ({ targets, value, region }) =>
      value?.kind === 'call' &&
      resolver.functionAround(region) === around &&
      targets.some(({ names }) => names.at(-1) === owner) &&
      !/^(find|get|load|fetch|read)/i.test(outline.calls[value.call]?.callee.names.at(-1) ?? ''),
  );
}

/** What says how to end, and not what: a reason, a context, a callback, options, the error on its way. */
function isPlain({ value }: Argument): boolean {
  if (value.kind !== 'path') return isSetting(value);
  return /^(ctx|context|err|error|e|reason|force|sig|signal|timeout|SIG\w+|background|todo)$/i.test(
    value.path.names.at(-1) ?? '',
  );
}

function isSetting({ kind }: Value): boolean {
  return kind !== 'other';
}
