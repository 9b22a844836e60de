import type { ErrorHandler } from '../../../model/code-fact.ts';
import { lastName, shortName } from '../calls/call-names.ts';
import { anyOf, say } from '../../../words/say.ts';

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
  /^(JSON\.parse|URL|decodeURI(Component)?|atob|Number|BigInt|parseInt|RegExp|strconv\.\w+|int|float|(decimal\.)?Decimal|json\.loads|ast\.literal_eval|ipaddress\.\w+|uuid\.UUID|base64\.\w+|datetime\.\S*(strptime|fromisoformat)|net\.ParseIP|time\.Parse\w*|net\/url\.\w+|uuid\.\w+|punycode\S*\.\w+|[A-Z]\w*(URL|Url|Uri|Link))$|\.json(\(\)\.get)?$|(^|\.)(URL|URI(\.create)?|(try)?[pP]arse\w*|valueOf|fromString|BigDecimal|BigInteger|toISOString|readValue|readTree|to_?[jJ]son_?[nN]ode|from_?[jJ]son|\w*From(Bytes|String|Text|JSON|YAML))$/;
/** Asking whether somebody may, or something holds: a refusal is a valid answer. */
const asksLeave =
  /^(check|has|is|can|may|validate|verify|assert|ensure|require|authori[sz]e|authenticate|permits?|allows?|get_object|hasattr|getattr|test)(?=$|_|[A-Z])/;
/** Asking the user, who may close what asks. */
const asksPeople =
  /(Dialog|Modal|Prompt|Popup|Confirmation|Picker)(\.\w+|\(\)|[A-Z]\w*)*$|\.(requestFullscreen|exitFullscreen|requestPointerLock|requestPermission|vibrate|share|play)$/i;
/** Work on texts and lists that does not fail by itself. */
const pure =
  /^(match|matchAll|replace(All)?|trim\w*|slice|substring|split|toString|String|test|exec|includes|indexOf|startsWith|endsWith|map|filter|join|keys|values|entries|concat|push|toLowerCase|toUpperCase|at|find|some|every|from|stringify|ToLower|TrimSpace|Split|Fields|string)$/;
/** Types that say what was expected to go wrong. */
const expected =
  /NotFound|NoSuch|NotExist|DoesNotExist|KeyError|LookupError|IndexError|StopIteration|StopAsync|Empty$|Full$|Cancel|AlreadyExists|ErrExist|IsExist|FileExists|NumberFormat|Parse|Unsupported|NotImplemented|ClassNotFound|ImportError|ModuleNotFound|AttributeError|ValueError|TypeError|Unicode(Decode|Encode)?Error|JSONDecode|OverflowError|ZeroDivision|BrokenPipe|Connection(Reset|Aborted)|GeneratorExit|SystemExit|BlockingIOError|NotADirectory|IsADirectory|ProcessLookup|EOF|ErrClosed|ErrServerClosed|NoRows|ErrNil|Permission|Interrupt|EPIPE|ECONNRESET|ENOENT|CloneNotSupported|MalformedURL|URISyntax|ClosedChannel|IllegalCharset/;
/** Types for what was not done in time. */
const late = /Timeout|TimedOut|(^|\.)timeout$|DeadlineExceeded/;
/** Of these, what tells of a change that there was nothing left to do, or nobody to do it for. */
const wanted =
  /NotFound|NoSuch|NotExist|DoesNotExist|AlreadyExists|ErrExist|IsExist|FileExists|ENOENT|EEXIST|BrokenPipe|EPIPE|ErrClosed|ErrServerClosed|ClosedChannel|NoRows|StopIteration|StopAsync|ImportError|ModuleNotFound|ClassNotFound|ProcessLookup|Empty$|Full$/;
/** Waits with a limit: that nothing came is an answer. */
const waiting =
  /^(get(_nowait)?|poll|wait\w*|join|result|recv\w*|receive\w*|read\w*|accept|acquire|try\w*|take|next|select|communicate|await\w*|sleep|consume\w*|offer|lock\w*|anext|Recv|Read\w*)$/;
const asksService = /^(requests|httpx|axios|got|aiohttp|urllib\S*|net\/http)\./;
/** Errors of services that are called: their loss is an outage that nobody sees. */
const ofService =
  /(^|\.)\w*(SQLAlchemy|Database|Redis|Client|HTTP|Http|URL|API|Api|Operational|Interface|Integrity|BotoCore|Kafka|AMQP|Mongo|Grpc|Rpc|Storage|Publish|Transport|Elasticsearch|OpenSearch|Request)(Error|Exception)$/;
/** What runs while the process or an object ends: nobody could be told. */
const ending = /^(__del__|__exit__|__aexit__)$/;
/** Whether a type says what was expected: running out of time is that of a wait, and no news of what was to be changed. */
export function isExpected(type: string, { tries, changes }: ErrorHandler): boolean {
  if (!late.test(type)) return expected.test(type) && (!changes || wanted.test(type));
  return !changes && tries.length > 0 && tries.every((call) => waiting.test(lastName(call)) && !asksService.test(call));
}

/** A cause that needs no words: an expected type, a best effort, a question whether something is there. */
export function excuse(handler: ErrorHandler): string | undefined {
  const { types, tries } = handler;
  const isForced = handler.demanded && handler.empty && !handler.falls;
  if (types.length > 0 && types.every((type) => isExpected(type, handler)) && !isForced)
    return say(types.length > 1 ? 'expected-errors.only-are-expected-here' : 'expected-errors.only-is-expected-here', {
      types: types.join(', '),
    });
  if (handler.within !== undefined && ending.test(handler.within))
    return say('expected-errors.cannot-report-an-error', { within: handler.within });
  if (tries.length === 0) return undefined;
  if (handler.within === 'Flush' && /^flush/i.test(lastName(tries[0] ?? '')))
    return say('expected-errors.http-flusher-cannot-report-an');
  if (handler.cleansUp || tries.every((call) => pump.test(call)))
    return say('expected-errors.is-best-effort', { call: shortName(tries[0] ?? '') });
  const asks =
    tries.every(isQuestion) ||
    probing.test(tries[0] ?? '') ||
    tries.slice(0, 2).some((call) => optionalModule.test(call));
  if (!handler.does.includes('succeeds') && asks) {
    return say('expected-errors.checks-whether-something-exists', { call: shortName(tries[0] ?? '') });
  }
  const isAnswered =
    handler.falls || handler.does.some((action) => action === 'answers' || action === 'assigns' || action === 'jumps');
  const parses =
    tries.some((call) => parsing.test(call)) && tries.every((call) => parsing.test(call) || pure.test(lastName(call)));
  if (isAnswered && parses)
    return say('expected-errors.if-fails-another-value-is', { call: shortName(tries[0] ?? '') });
  return undefined;
}

/** Whether a call checks whether something exists. */
export function isQuestion(call: string): boolean {
  return probing.test(call) || probingName.test(lastName(call));
}

/** What speaks for a loss where nothing is changed by what failed. */
export function reasonForDoubt(handler: ErrorHandler): string | undefined {
  const { via, does, tries, falls, toNothing, next, atOnce, chosen, types } = handler;
  if (falls && via === 'promise') return say('expected-errors.the-caller-continues-without-a');
  if (next) return say('expected-errors.the-next-one-is-attempted');
  if (falls && !toNothing && !does.includes('jumps')) return say('expected-errors.the-previous-value-is-used');
  if (atOnce) return say('expected-errors.the-attempted-calls-do-not');
  if (tries.length > 0 && tries.every((call) => asksPeople.test(call)))
    return say('expected-errors.a-refusal-is-a-valid');
  const isAnswer = chosen && tries.length > 0 && tries.every((call) => asksLeave.test(lastName(call)));
  if (isAnswer) return say('expected-errors.the-call-asks-a-question');
  return chosen ? say('expected-errors.only-is-ignored', { types: anyOf(types) }) : undefined;
}

/** Whether somebody chose the types that are caught: which failure was expected can be asked. */
export function isNarrow({ chosen, types }: ErrorHandler): boolean {
  return chosen === true && !types.some((type) => ofService.test(type));
}

/** Whether a call reads a text that may not be of the form. */
export function isParse(call: string): boolean {
  return parsing.test(call);
}

/** Whether a type says that there was no time. */
export function isLate(type: string): boolean {
  return late.test(type);
}
