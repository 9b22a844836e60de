import type { OutgoingCall } from '../../../model/code-fact.ts';
import type { TrafficPolicy } from '../../../model/cluster-fact.ts';
import type { DeployedService, ProductionPicture, RequestPath } from '../../../model/production.ts';
import { related, type Located, type RuleContext } from '../../../model/rule.ts';
import type { Related } from '../../../model/site.ts';
import type { Place, Span } from '../../../model/span.ts';
import { callersOf } from './edge-calls.ts';
import { factsOfProgram, programOf, servicesOnWay, workloadOf } from '../picture.ts';
import { say } from '../../../words/say.ts';

/** Something that stops to wait for what a call is a part of. */
export interface WaitLimit {
  readonly ms: number;
  /** What it is, as the subject of a sentence: `proxy-read-timeout`. */
  readonly words: string;
  readonly at: Related;
  /** Where its value is written in a manifest, and how. */
  readonly policy?: { readonly file: string; readonly fact: TrafficPolicy };
}

/** Milliseconds for people: `1.5 s`, `300 ms`. */
export function spelled(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toPrecision(6))} s` : say('waits.ms', { ms });
}

/** All that stops to wait for a call on the way of a request, the shortest first. */
export function limitsAround(
  call: Pick<OutgoingCall, 'span'>,
  path: RequestPath,
  context: RuleContext,
): readonly WaitLimit[] {
  const picture = context.production();
  if (!picture) return [];
  // Which of several services that run one program takes the request is not known: what holds for the most patient one is sure.
  const [sure] = servicesOnWay(picture, path, context.file)
    .map((service) => ofService(service, path, { picture, context }))
    .toSorted((a, b) => (b[0]?.ms ?? Infinity) - (a[0]?.ms ?? Infinity));
  return shortestFirst([...deadline(call.span, path, context), ...(sure ?? [])]);
}

function shortestFirst(limits: readonly WaitLimit[]): readonly WaitLimit[] {
  return limits.toSorted((a, b) => a.ms - b.ms);
}

function ofService(service: DeployedService, path: RequestPath, around: Around): readonly WaitLimit[] {
  // A server of HTTP in the same program says nothing of RPCs.
  const isRpc = path.steps[0]?.words.startsWith('the RPC ') === true;
  const callers = callersOf(service, path, around.context).flatMap(
    ({ from, call: { limitMs: ms }, at }): WaitLimit[] =>
      ms === undefined
        ? []
        : [
            {
              ms,
              words: say('waits.the-timeout-of', { from }),
              at: { ...at, message: say('waits.waits-for-this-request', { from, ms: spelled(ms) }) },
            },
          ],
  );
  return shortestFirst([...(isRpc ? [] : ofServer(service, around)), ...ofManifests(service, around), ...callers]);
}

/** The deadline of a function further out; one that the call is given itself is its own timeout. */
function deadline(span: Span, { limit, limitMs, at, because }: RequestPath, context: RuleContext): WaitLimit[] {
  if (limit !== 'limited' || limitMs === undefined || !at || isAround(at, span, context)) return [];
  return [{ ms: limitMs, words: say('waits.the-callers-deadline'), at: { ...at, message: because } }];
}

/** Whether a place is in the innermost function around a call. */
function isAround(at: Place, span: Span, context: RuleContext): boolean {
  if (at.file !== context.file) return false;
  const around = context
    .inFile('functions')
    .flatMap(({ functions }) => functions.map((each) => each.span))
    .filter(({ start, end }) => start <= span.start && span.end <= end)
    .toSorted((a, b) => b.start - a.start)[0];
  return around !== undefined && around.start <= at.span.start && at.span.end <= around.end;
}

interface Around {
  readonly picture: ProductionPicture;
  readonly context: RuleContext;
}

/** What the server of a service gives its handlers; of several servers the most patient is sure. */
function ofServer(service: DeployedService, { picture, context }: Around): WaitLimit[] {
  const program = programOf(picture, service);
  if (!program) return [];
  const limits = factsOfProgram(program, 'response-limit', { context, picture }).filter(
    ({ fact }) => fact.by !== gunicornTimeout || !program.starts.some(({ command = [] }) => isPatient(command)),
  );
  const [longest] = limits.toSorted((a, b) => b.fact.ms - a.fact.ms);
  if (!longest) return gunicorn(program.starts);
  const { by, ms } = longest.fact;
  return [{ ms, words: by, at: related(longest, say('joint.because', { message: by, because: spelled(ms) })) }];
}

/** As the extractor calls it. */
const gunicornTimeout = say('waits.the-gunicorn-timeout');

/** Workers with threads or an event loop are not killed for one slow request. */
function isPatient(command: readonly string[]): boolean {
  return / (--threads|--worker-class|-k)[ =]/.test(command.join(' '));
}

/** `gunicorn --timeout 20 app:app`, for workers that take one request at a time. */
function gunicorn(starts: readonly { readonly command?: readonly string[]; readonly at: Place }[]): WaitLimit[] {
  return starts.flatMap(({ command = [], at }) => {
    const words = command.join(' ');
    const seconds = /\bgunicorn\b.* (?:--timeout|-t)[ =](\d+)\b/.exec(words)?.[1];
    // A configuration may name workers of another kind.
    if (seconds === undefined || seconds === '0' || isPatient(command) || / (-c|--config)[ =]/.test(words)) return [];
    const ms = Number(seconds) * 1000;
    return [{ ms, words: say('waits.the-gunicorn-worker-timeout'), at: { ...at, message: `--timeout ${seconds}` } }];
  });
}

/** What leads to the workload of a service, each kind once: where it differs between environments, the most patient. */
function ofManifests(service: DeployedService, { picture, context }: Around): WaitLimit[] {
  const { hosts = [] } = workloadOf(picture, service) ?? {};
  const found = new Map<string, Located<TrafficPolicy>>();
  for (const each of context.inWorkspace('traffic-policy')) {
    const { timeoutMs = 0, services, by } = each.fact;
    if (timeoutMs === 0 || !services.some((name) => hosts.includes(name))) continue;
    const known = found.get(by)?.fact.timeoutMs ?? 0;
    if (timeoutMs > known) found.set(by, each);
  }
  return [...found.values()].map(({ file, fact }) => {
    const { timeoutMs: ms = 0, by } = fact;
    return {
      ms,
      words: by,
      at: { file, span: fact.span, message: say('joint.because', { message: by, because: spelled(ms) }) },
      policy: { file, fact },
    };
  });
}
