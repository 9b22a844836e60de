import type { Call } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { lastName, nameOfCall, writtenName } from '../code/written.ts';

/** Verbs of calls that change something which outlives them: a record, a message, money. */
const changing =
  /^(_*(try|async|do|re|batch|bulk)?_?)?(save|store|insert|upsert|persist|delete|send|post|patch|publish|produce|enqueue|dispatch|notify|charge|capture|refund|pay|bill|invoice|transfer|credit|debit|withdraw|deposit|book|reserve|release|cancel|ship|commit|flush|upload|submit|exec(?:ute)?|migrate|write|lend|grant|revoke|approve|unregister|deliver|forward|update|remind|confirm|issue|provision|deploy|set_?password|give_?back|pay_?out|mail|email|invalidate|evict|rename|acknowledge|ack|nack)(?=$|[A-Z_\d(])/;
const changingHttp = /^(put|delete|post|patch)$/i;
const httpOwner =
  /^(requests|httpx|axios|got|ky|superagent|http|api|client|session|rest\w*)$|(client|session|api|http)$/i;
/** The same words for what stays in the process. */
const inMemory =
  /(^|\.)(hash\w*|hasher|hmac|digest|md5|sha\d*|cipher|decipher|form|state|store\.dispatch|dispatch|setState|map|set|dict|cache|buf|buffer|sb|builder|stdout|stderr|re|regex|pattern|RegExp|document|window|style|chart|svg\w*|canvas|ctx|el|element|node|view|widget|component|editor)\.\w+$/i;
const isRegex = /^(regex|re|pattern|\w*Regex|\w*Re|\w*Pattern|RegExp)$/;
const statement = /^(insert|update|delete|replace|merge|create|alter|drop|truncate|grant|call|exec|begin|commit)\b/i;
const query = /^\s*(select|show|explain|pragma|with|describe|values)\b/i;

/** Whether one of the calls changes something that outlives it, by what it is called and given. */
export function changesSomething(code: ResolvedCode, calls: readonly number[]): boolean {
  return calls.some((index) => isChange(code, index));
}

function isChange(code: ResolvedCode, index: number): boolean {
  const call = code.outline.calls[index];
  if (!call || call.constructs) return false;
  const written = writtenName(code.outline, call);
  const last = lastName(written);
  const owner = lastName(written.slice(0, Math.max(0, written.lastIndexOf('.'))));
  if (changingHttp.test(last)) return httpOwner.test(owner) || isBoundToService(code, index) || isGivenAddress(call);
  if (!changing.test(last) || /(dialog|modal|prompt|popup)/i.test(last)) return false;
  if (/^exec(ute)?/i.test(last)) return !isRegex.test(owner) && !isQuery(call);
  return !inMemory.test(written);
}

function isBoundToService(code: ResolvedCode, index: number): boolean {
  return /^(requests|httpx|axios|aiohttp|got|node-fetch|ky|superagent|net\/http)\./.test(nameOfCall(code, index));
}

/** `anything.post("/charges", …)`. */
function isGivenAddress({ args: [first] }: Call): boolean {
  return first?.value.kind === 'string' && /^(\/|https?:)/.test(first.value.text);
}

/** `execute("SELECT …")` asks. */
function isQuery({ args }: Call): boolean {
  return args.some(({ value }) => value.kind === 'string' && query.test(value.text));
}

/** Whether a text is a statement of SQL that changes data. */
export function isStatement(text: string): boolean {
  return statement.test(text.trim());
}
