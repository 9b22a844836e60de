import type { ErrorHandler, HandlerAction } from '../../model/code-fact.ts';
import { shortName } from './call-names.ts';

/** What happens to an error in a handler: it reaches somebody, it is lost for a reason, it is lost, or that cannot be told. */
export type Fate =
  | { readonly verdict: 'shown'; readonly message: string }
  | { readonly verdict: 'lost'; readonly message: string }
  | { readonly verdict: 'unclear'; readonly message: string; readonly ask: string };

/** Pumps between two connections end with an error as a rule. */
const pump = /^io\.Copy(N|Buffer)?$|(^|\.)pools\.Copy$/;
/** Asking whether something is there. */
const probing =
  /^((require(\.resolve)?|import|__import__)\('.*|require\.resolve|import\.meta\.resolve|eval|Function|(window\.|globalThis\.)?(localStorage|sessionStorage|navigator|matchMedia|document|Intl|CSS|performance|WebAssembly)\b.*|(\S*\.)?(Class\.forName|loadClass))$/;
/** A module that may be there or not; what is done with it then belongs to the question. */
const optionalModule = /^(require|import|__import__)\('[^./]|^dotenv\b.*\bconfig$/;
const probingName =
  /^(\w*[eE]xists(Sync)?|(is|has|can|supports)([A-Z]\w*)?|detect\w*|probe\w*|[lL]?[sS]tat(Sync)?|access(Sync)?|LookPath|resolve)$/;
/** Reading a text that may not be of the form: the fall-back is the answer. */
const parsing =
  /^(JSON\.parse|URL|decodeURI(Component)?|atob|Number|BigInt|parseInt|RegExp|strconv\.\w+|int|float|(decimal\.)?Decimal|json\.loads|ast\.literal_eval|ipaddress\.\w+|uuid\.UUID|base64\.\w+|datetime\.\S*(strptime|fromisoformat)|net\.ParseIP|time\.Parse\w*|net\/url\.\w+|uuid\.\w+|punycode\S*\.\w+|[A-Z]\w*(URL|Url|Uri|Link))$|\.json(\(\)\.get)?$|(^|\.)(URL|URI(\.create)?|(try)?[pP]arse\w*|valueOf|fromString|BigDecimal|BigInteger|toISOString|readValue|readTree|to_?[jJ]son_?[nN]ode|from_?[jJ]son)$/;
/** Work on texts and lists that does not fail by itself. */
const pure =
  /^(match|matchAll|replace(All)?|trim\w*|slice|substring|split|toString|String|test|exec|includes|indexOf|startsWith|endsWith|map|filter|join|keys|values|entries|concat|push|toLowerCase|toUpperCase|at|find|some|every|from|stringify|ToLower|TrimSpace|Split|Fields|string)$/;
/** What lives as long as the process and whose errors tell of an outage. */
const longLived =
  /(client|redis|db|database|pool|connection|queue|consumer|producer|publisher|subscriber|broker|server|bus|worker|channel|mongoose|kafka|amqp|pg)(\(\))?\.\w+$|^process\.\w+$/i;
/** Types that say what was expected to go wrong. */
const expected =
  /NotFound|NoSuch|NotExist|DoesNotExist|KeyError|LookupError|IndexError|StopIteration|StopAsync|Empty$|Full$|Timeout|TimedOut|Cancel|AlreadyExists|ErrExist|IsExist|FileExists|NumberFormat|Parse|Unsupported|NotImplemented|ClassNotFound|ImportError|ModuleNotFound|AttributeError|ValueError|TypeError|Unicode(Decode|Encode)?Error|JSONDecode|OverflowError|ZeroDivision|BrokenPipe|Connection(Reset|Aborted)|GeneratorExit|SystemExit|BlockingIOError|NotADirectory|IsADirectory|ProcessLookup|EOF|ErrClosed|ErrServerClosed|NoRows|ErrNil|(^|\.)timeout$|Permission|Interrupt|EPIPE|ECONNRESET|ENOENT|CloneNotSupported|MalformedURL|URISyntax|ClosedChannel|IllegalCharset/;
/** Errors of services that are called: their loss is an outage that nobody sees. */
const ofService =
  /(^|\.)\w*(SQLAlchemy|Database|Redis|Client|HTTP|Http|URL|API|Api|Operational|Interface|Integrity|BotoCore|Kafka|AMQP|Mongo|Grpc|Rpc|Storage|Publish|Transport|Elasticsearch|OpenSearch|Request)(Error|Exception)$/;
/** What runs while the process or an object ends: nobody could be told. */
const ending = /^(__del__|__exit__|__aexit__)$/;
/** What says that work was done: without it, data is lost or wrong. */
const effect =
  /^(Exec(Context)?|Commit|Unmarshal\w*|Decode|Save\w*|Insert\w*|Persist\w*|Publish\w*|Produce|Enqueue\w*|Migrate\w*)$/;
const effectOfLibrary =
  /^(os\.(WriteFile|Rename|MkdirAll|Mkdir|Symlink|Link|Truncate|Chmod|Chown|ReadFile|Open|OpenFile|Create)|database\/sql\b.*|net\/http\.(Get|Post|Head|PostForm|NewRequest|NewRequestWithContext)|net\.(Listen|Dial|DialTimeout))$/;

const carriers: Readonly<Partial<Record<HandlerAction, string>>> = {
  logs: 'is logged or counted',
  rethrows: 'is raised again',
  uses: 'is used',
  exits: 'ends the process',
  're-interrupts': 'passes the interrupt on',
};

const doubts: Readonly<Record<NonNullable<ErrorHandler['doubt']>, string>> = {
  kept: 'it stays in what was given',
  waits: 'the wait ends with its context',
  asserts: 'nothing but an assertion was tried',
  reports: 'nothing but a report was tried',
};
/** Who takes something away may find that it is gone. */
const taking = /^(delete|remove|revoke|unset|clear)/i;
const finding = /^(get|find|look_?up|remove|delete|index)/i;

/** Judges what becomes of an error. */
export function fateOf(handler: ErrorHandler): Fate {
  const carried = handler.does.find((action) => carriers[action] !== undefined);
  if (handler.via === 'finally') return fateOfJump(handler);
  const interrupt = fateOfInterrupt(handler);
  if (interrupt) return interrupt;
  if (carried) return { verdict: 'shown', message: `the error${of(handler)} ${carriers[carried]}` };
  if (handler.reasoned) return { verdict: 'shown', message: `why the error${of(handler)} does not matter is stated` };
  const excused = excuse(handler);
  if (excused) return { verdict: 'shown', message: excused };
  if (handler.silenced) {
    return {
      verdict: 'unclear',
      message: `another tool's warning about the error${of(handler)} is silenced, without a reason`,
      ask: 'Why may this error be lost? Say so in the comment',
    };
  }
  if (handler.waived) {
    return {
      verdict: 'unclear',
      message: `a comment waives the error${of(handler)} without a reason`,
      ask: 'Why may this error be lost? Say so in the comment',
    };
  }
  if (handler.doubt) {
    return {
      verdict: 'unclear',
      message: `the error${of(handler)} goes no further; ${doubts[handler.doubt]}`,
      ask: 'Is it enough that nobody learns of it? Say so in a comment',
    };
  }
  if (handler.via === 'discard') return fateOfDiscard(handler);
  if (handler.does.includes('succeeds')) return fateOfSuccess(handler);
  if (handler.via === 'callback' && !handler.empty && !isListener(handler)) return fateOfUnread(handler);
  return fateOfSilence(handler);
}

function fateOfJump(handler: ErrorHandler): Fate {
  if (handler.reasoned) return { verdict: 'shown', message: 'why the error is dropped in finally is stated' };
  const what = handler.does.includes('rethrows') ? 'throw' : handler.does.includes('jumps') ? 'jump' : 'return';
  return { verdict: 'lost', message: `this ${what} in finally drops the error that is on its way${from(handler)}` };
}

/** A caught interrupt clears the thread's flag: who waits for the thread to stop is not heard, unless it is passed on. */
function fateOfInterrupt(handler: ErrorHandler): Fate | undefined {
  const { does } = handler;
  if (!handler.interrupted || handler.reasoned) return undefined;
  const message = 'the interrupt is not passed on: the thread goes on as if nobody had asked it to stop';
  const isPassed = does.includes('uses') && !does.includes('logs') && does.includes('calls');
  const goesOn = !does.some((action) => action === 'returns' || action === 'jumps' || action === 'assigns');
  // A caller that gets a value goes on, too.
  if (!isPassed && (goesOn || does.includes('answers'))) {
    const isThread = handler.within === 'main' || handler.within === 'run';
    return handler.last && isThread
      ? { verdict: 'unclear', message, ask: 'Does the thread end here, and does nothing wait for its flag?' }
      : { verdict: 'lost', message };
  }
  return {
    verdict: 'unclear',
    message: 'the interrupt ends the work here, and the flag of the thread stays cleared',
    ask: 'Does the thread end here? Else call Thread.currentThread().interrupt()',
  };
}

/** `return nil` where the error is not nil. */
function fateOfSuccess(handler: ErrorHandler): Fate {
  const message = `${name(handler)}${of(handler)} is not nil here, and nil is returned: the caller learns that all went well`;
  const isRecovery = handler.does.some((action) => action === 'calls' || action === 'assigns' || action === 'responds');
  const asks = handler.tries.length > 0 && handler.tries.every((call) => isQuestion(call) || parsing.test(call));
  const isGone = taking.test(handler.within ?? '') && handler.tries.every((call) => finding.test(last(call)));
  if (!isRecovery && !asks && !(isGone && handler.tries.length > 0)) return { verdict: 'lost', message };
  return { verdict: 'unclear', message, ask: 'Is this the right answer when it fails?' };
}

function fateOfDiscard(handler: ErrorHandler): Fate {
  const call = handler.tries[0];
  if (call === undefined)
    return { verdict: 'lost', message: `${handler.caught ?? 'the error'} is assigned to nothing` };
  if (handler.unlooked || effect.test(last(call)) || effectOfLibrary.test(call))
    return { verdict: 'lost', message: `the error of ${shortName(call)} is dropped` };
  return {
    verdict: 'unclear',
    message: `the result of ${shortName(call)} is assigned to nothing`,
    ask: `May ${shortName(call)} fail without anybody learning of it? Say why in a comment`,
  };
}

/** The error of a callback that goes on without a look at it. */
function fateOfUnread(handler: ErrorHandler): Fate {
  if (handler.does.includes('responds')) return answered(handler);
  return {
    verdict: 'lost',
    message: `${name(handler)} is not read: a failure of ${shortName(handler.tries[0] ?? 'the call')} passes for a success`,
  };
}

/** What is done instead, where the error that came is one that was chosen. */
const dealing: ReadonlySet<HandlerAction> = new Set(['answers', 'calls', 'assigns', 'responds']);
const waysOfArrival: Readonly<Partial<Record<ErrorHandler['via'], string>>> = {
  'nil-check': 'is checked',
  suppress: 'is suppressed',
};

/** Nothing in the handler carries the error on. */
function fateOfSilence(handler: ErrorHandler): Fate {
  const { does } = handler;
  const isExpected = handler.types.length > 0 && handler.types.every((type) => expected.test(type));
  const what = handler.via === 'promise' ? 'rejection' : 'error';
  if (isNarrow(handler) || (handler.demanded && isExpected)) {
    if (does.some((action) => dealing.has(action)))
      return { verdict: 'shown', message: `${handler.types.join(', ')} is dealt with` };
    return {
      verdict: 'unclear',
      message: `any ${handler.types.join(' or ')}${of(handler)} is dropped`,
      ask: 'Is it expected here? Say why in a comment, or log it',
    };
  }
  if (handler.empty && isListener(handler) && !longLived.test(handler.tries[0] ?? '')) {
    return {
      verdict: 'unclear',
      message: `${shortName(handler.tries[0] ?? 'the listener')} hides every error event`,
      ask: 'Does anybody learn that this failed?',
    };
  }
  if (handler.empty) {
    const where = waysOfArrival[handler.via] ?? 'is caught';
    return { verdict: 'lost', message: `the ${what}${of(handler)} ${where} and nothing is done with it` };
  }
  if (does.includes('responds')) return answered(handler);
  if (does.includes('answers') || does.includes('calls') || does.includes('assigns')) {
    const instead = does.includes('answers') ? 'a value takes the place of' : 'something else is done than to report';
    return {
      verdict: 'unclear',
      message: `${instead} the ${what}${of(handler)}`,
      ask: 'Does anybody learn of this failure: a log line, a counter, the caller?',
    };
  }
  if (handler.via === 'nil-check') {
    return {
      verdict: 'unclear',
      message: `the error${of(handler)} ends the work here without a trace`,
      ask: 'Is this end expected, or should it be logged?',
    };
  }
  if (does.includes('jumps'))
    return { verdict: 'lost', message: `the ${what}${of(handler)} is skipped without a trace` };
  return { verdict: 'lost', message: `the ${what}${of(handler)} ends the work here without a trace` };
}

/** Whether somebody chose the types that are caught: which failure was expected can be asked. */
function isNarrow({ chosen, types }: ErrorHandler): boolean {
  return chosen === true && !types.some((type) => ofService.test(type));
}

function answered(handler: ErrorHandler): Fate {
  return {
    verdict: 'unclear',
    message: `the request is answered, the error${of(handler)} itself is neither logged nor counted`,
    ask: 'Does a middleware log or count this answer, with the cause?',
  };
}

/** A cause that needs no words: an expected type, a best effort, a question whether something is there. */
function excuse(handler: ErrorHandler): string | undefined {
  const { types, tries } = handler;
  const isForced = handler.demanded && handler.empty && !handler.falls;
  if (types.length > 0 && types.every((type) => expected.test(type)) && !isForced)
    return `only ${types.join(', ')} is expected here`;
  if (handler.within !== undefined && ending.test(handler.within)) return `${handler.within} cannot report an error`;
  if (tries.length === 0) return undefined;
  if (handler.within === 'Flush' && /^flush/i.test(last(tries[0] ?? ''))) return 'http.Flusher cannot report an error';
  if (handler.cleansUp || tries.every((call) => pump.test(call)))
    return `${shortName(tries[0] ?? '')} is a best effort`;
  const asks =
    tries.every(isQuestion) ||
    probing.test(tries[0] ?? '') ||
    tries.slice(0, 2).some((call) => optionalModule.test(call));
  if (!handler.does.includes('succeeds') && asks) {
    return `${shortName(tries[0] ?? '')} asks whether something is there`;
  }
  const isAnswered =
    handler.falls || handler.does.some((action) => action === 'answers' || action === 'assigns' || action === 'jumps');
  const parses =
    tries.some((call) => parsing.test(call)) && tries.every((call) => parsing.test(call) || pure.test(last(call)));
  if (isAnswered && parses) return `where ${shortName(tries[0] ?? '')} fails, something else is taken`;
  return undefined;
}

/** `socket.on('error', () => {})` keeps the process alive; on a client that lives long it hides an outage. */
function isListener({ via, tries }: ErrorHandler): boolean {
  return via === 'callback' && /\.(on|once|addListener|prependListener)$/.test(tries[0] ?? '');
}

function isQuestion(call: string): boolean {
  return probing.test(call) || probingName.test(last(call));
}

function name({ caught }: ErrorHandler): string {
  return caught ?? 'the error';
}

/** ` of JSON.parse`, where one call alone can have failed. */
function of({ tries }: ErrorHandler): string {
  return tries.length === 1 && tries[0] !== undefined && tries[0] !== '' ? ` of ${shortName(tries[0])}` : '';
}

function from({ tries }: ErrorHandler): string {
  const some = tries
    .filter((call) => call !== '')
    .slice(0, 2)
    .map(shortName);
  return some.length > 0 ? ` from ${some.join(' or ')}` : '';
}

function last(call: string): string {
  return call.slice(call.lastIndexOf('.') + 1).replace(/\(\)$/, '');
}
