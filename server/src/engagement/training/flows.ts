import type { OutgoingCall, Route } from '../../model/code-fact.ts';
import type { LinePlace } from '../../model/line-place.ts';
import type { Located } from '../../model/rule.ts';
import { urlOf } from '../../review/portrait.ts';
import type { PartInput } from '../part.ts';
import type { UsersPath } from '../seen/users-path.ts';
import { definitionsIn, longestLine } from '../seen/definitions.ts';
import { type Gap } from '../kit/words.ts';

/** A call that leaves the service. */
export interface Outgoing {
  /** `search`, the function that makes it, or the call itself. */
  readonly within?: string;
  readonly api: string;
  readonly target?: string;
  readonly at: LinePlace;
  /** What limits the wait, in words; `none` and `unknown` are said too. */
  readonly limit: string;
  readonly deadline: OutgoingCall['deadline'];
  readonly because: string;
  /** Where a request or a message comes in that reaches it, where one was followed: `the route POST /buy`. */
  readonly from?: string;
  readonly protocol: OutgoingCall['protocol'];
}

/** What happens with one request, as far as names in the code tell. */
export interface Flow {
  readonly route: string;
  readonly at: LinePlace;
  /** Calls whose function is named in its handler. */
  readonly calls: readonly Outgoing[];
}

export interface Flows {
  readonly flows: readonly Flow[];
  /** Calls that no handler names. */
  readonly others: readonly Outgoing[];
  readonly gaps: readonly Gap[];
}

const aside = /^\/?(healthz?|health.*|livez?|liveness|readyz?|readiness|ready|metrics|ping|status|debug)(\/.*)?$/i;
/** Names so common that they say nothing of what is called. */
const common =
  /^(get|post|put|delete|main|init|new|run|call|do|send|handle|handler|request|fetch|constructor|anonymous)$/i;
const mostFiles = 60;

/** Request flows: each route with the outgoing calls whose function its handler names. */
export async function flowsOf(input: PartInput, path: UsersPath): Promise<Flows> {
  const { service, index } = input;
  const routes = index.ofService(service, 'route').filter(({ fact }) => !aside.test(fact.path));
  const facts = index.ofService(service, 'outgoing-call').filter(({ fact }) => fact.role === 'call');
  const calls = await Promise.all(facts.map((each) => outgoingOf(input, each)));
  const definitions = await readDefinitions(input, [...routes, ...facts]);
  // A worker that nobody asks has no route to show.
  const serves = (['server', 'network-service'] as const).some((kind) => index.ofService(service, kind).length > 0);
  const flows: Flow[] = [];
  for (const { file, fact } of routes) {
    const text = (await input.text(file)) ?? '';
    const named = namesFrom(handlerText(text, fact), definitions);
    flows.push({
      route: fact.method === undefined ? fact.path : `${fact.method} ${fact.path}`,
      at: await input.lineOf({ file, span: fact.span }),
      calls: calls.filter(({ within }) => within !== undefined && !common.test(within) && named.has(within)),
    });
  }
  const followed = new Set(flows.flatMap((each) => each.calls));
  return { flows, others: calls.filter((each) => !followed.has(each)), gaps: gapsOf(flows, calls, { serves, path }) };
}

async function outgoingOf(input: PartInput, { file, fact }: Located<OutgoingCall>): Promise<Outgoing> {
  const { within, api, deadline, because, protocol } = fact;
  const target = urlOf(fact);
  const from = input.index.onPath(file, fact.span)?.steps[0]?.words;
  const limit =
    deadline === 'present' ? because : deadline === 'absent' ? `none: ${because}` : `inconclusive: ${because}`;
  return {
    ...(within === undefined ? {} : { within }),
    api,
    ...(target === undefined ? {} : { target: target.replaceAll('${}', '…') }),
    at: await input.lineOf({ file, span: fact.span }),
    limit,
    deadline,
    because,
    ...(from === undefined ? {} : { from }),
    protocol,
  };
}

/** The text from where a route is registered to the end of its statement: an inline handler, or the name of one. */
function handlerText(text: string, { span }: Route): string {
  let depth = 0;
  for (let i = span.start; i < Math.min(text.length, span.start + 8000); i++) {
    const sign = text[i];
    if (sign === '(' || sign === '{' || sign === '[') depth++;
    if (sign === ')' || sign === '}' || sign === ']') {
      depth--;
      // An annotation or decorator closes before the method that it stands on: take the method with it.
      if (depth < 0)
        return isAnnotation(text, span.start)
          ? `${text.slice(span.start, i)}${methodAfter(text, i)}`
          : text.slice(span.start, i);
    }
  }
  return text.slice(span.start, span.start + 500);
}

function isAnnotation(text: string, at: number): boolean {
  return /^[ \t]*@/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}

/** The method under an annotation, to the next annotation behind its head. */
function methodAfter(text: string, at: number): string {
  const rest = text.slice(at, at + 3000);
  const head = /[{:][ \t]*\r?\n/.exec(rest);
  const next = head ? rest.slice(head.index + head[0].length).search(/^[ \t]*@/m) : -1;
  return head && next >= 0 ? rest.slice(0, head.index + head[0].length + next) : rest;
}

/** Names that are called, here and in the functions of the service that are named here. */
function namesFrom(handler: string, definitions: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  // In the handler a function may be named without being called: `mux.HandleFunc("/word", s.word)`.
  const found = new Set(named(handler, /\b([A-Za-z_]\w*)\b/g));
  let names = [...found];
  for (let hop = 0; hop < 2 && names.length > 0; hop++) {
    const next = names.flatMap((name) => (common.test(name) ? [] : (definitions.get(name) ?? [])));
    names = [...new Set(next)].filter((name) => !found.has(name));
    for (const name of names) found.add(name);
  }
  return found;
}

function called(body: string): readonly string[] {
  return named(body, /\b([A-Za-z_]\w*)[ \t]*\(/g);
}

function named(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...withoutStrings(text).matchAll(pattern)].map(([, name = '']) => name))];
}

/** Lines without strings and comments; a line too long to be written by hand is left out. */
function withoutStrings(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.length <= longestLine)
    .map((line) => line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""').replace(/\/\/.*/, ''))
    .join('\n');
}

/** Functions of the files that take part, by name, with the names that their bodies call; a name that stands twice is left out. */
async function readDefinitions(
  input: PartInput,
  facts: readonly Located<Route | OutgoingCall>[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const folders = new Set(facts.map(({ file }) => file.slice(0, file.lastIndexOf('/') + 1)));
  const files = [...input.index.paths()]
    .filter(
      (path) => /\.(ts|tsx|js|jsx|mjs|cjs|go|py|java|kt)$/.test(path) && !/[._-]test\.|_test\.|\.spec\./.test(path),
    )
    .filter((path) => folders.has(path.slice(0, path.lastIndexOf('/') + 1)))
    .slice(0, mostFiles);
  const bodies = new Map<string, readonly string[]>();
  const twice = new Set<string>();
  for (const file of files) {
    const text = (await input.text(file)) ?? '';
    for (const { name, body } of definitionsIn(text)) {
      if (bodies.has(name)) twice.add(name);
      bodies.set(name, called(body));
    }
  }
  for (const name of twice) bodies.delete(name);
  return bodies;
}

function gapsOf(
  flows: readonly Flow[],
  calls: readonly Outgoing[],
  { serves, path }: { serves: boolean; path: UsersPath },
): Gap[] {
  const gaps: Gap[] = [];
  // Of what answers no request none is missing.
  if (flows.length === 0 && calls.length === 0 && path.is !== 'none')
    gaps.push({
      text: 'No request flow was found',
      because:
        'No route and no outgoing call was found in its code. Ask the developers to trace three requests with you.',
      guide: 'handover#training-sessions',
    });
  if (flows.length === 0 && calls.length > 0 && serves && path.is !== 'none')
    gaps.push({
      text: 'No route was found',
      because: 'RPC methods and computed paths are not read. Ask the developers.',
      guide: 'handover#training-sessions',
    });
  for (const { within, api, at, because, deadline } of calls)
    if (deadline === 'absent')
      gaps.push({
        text: `No timeout in ${within ?? api}`,
        because: `A hung dependency blocks it: ${because}.`,
        at,
        guide: 'timeouts',
        item: 'dep-timeouts',
      });
  return gaps;
}
