import type { Fact } from '../../model/fact.ts';
import type { Addressed } from '../../model/link-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Binding, Call, Outline, Path } from '../../syntax/code/outline.ts';
import { literally } from '../../syntax/code/literally.ts';
import { addressEnds } from './address-ends.ts';
import { envReads } from './env-reads.ts';
import type { ResolvedCode } from '../code/resolved.ts';

const address = new RegExp(`^[A-Z][A-Z0-9_]*_${addressEnds}$`);

/** What reads or changes an address, and makes nothing that could be called. */
const reader = /^(?:getenv|LookupEnv|get|env|String|Number|URL|parse|trim|replace|require|must\w*|\w*env)$/i;

/** Methods that ask what they are called on for something. */
const asking =
  /^(?:\$?query\w*|exec(?:ute)?\w*|run|select|find\w*|fetch\w*|get|all|one|many|any|\$?raw|unsafe|cursor|scalars?|begin\w*|transaction|connect(?:ion)?|aggregate|search|request|head|post|put|patch|delete|count\w*|first|scan)$/i;

/** Variables of one file that are followed, and the calls that are kept for one of them. */
const maxVariables = 20;
const maxCalls = 50;
/** From the variable to a constant, to a client, to what is derived of it. */
const rounds = 3;

/** What is made in a file with an address from the environment, and the calls on it or with that address. */
export function extractAddressed(code: ResolvedCode, facts: readonly Fact[]): Addressed[] {
  const { outline, text } = code;
  const variables = envReads(outline.language, text)
    .map(({ name }) => name)
    .filter((name) => address.test(name))
    .slice(0, maxVariables);
  if (variables.length === 0) return [];
  const names = namesFor(variables, { outline, text });
  const leaving = new Set(facts.flatMap((fact) => (fact.kind === 'outgoing-call' ? [fact.span.start] : [])));
  const found = new Map<string, { variable: string; name: string | undefined; calls: Span[] }>();
  const at = (variable: string, name: string | undefined) => {
    const key = `${variable} ${name ?? ''}`;
    const known = found.get(key) ?? { variable, name, calls: [] };
    found.set(key, known);
    return known.calls;
  };
  for (const name of names.atTop) at(names.made.get(name) ?? '', name);
  for (const call of outline.calls) {
    const owner = nameOf({ ...call.callee, names: call.callee.names.slice(0, -1) });
    const own = owner === undefined ? undefined : names.made.get(owner);
    const isAsking = own !== undefined && asking.test(call.callee.names.at(-1) ?? '');
    const given = leaving.has(call.nameSpan.start) ? names.in(call.brackets) : undefined;
    const variable = isAsking ? own : given;
    if (variable === undefined) continue;
    const calls = at(variable, isAsking && owner !== undefined && names.atTop.has(owner) ? owner : undefined);
    if (calls.length < maxCalls) calls.push(call.nameSpan);
  }
  return [...found.values()].map(({ variable, name, calls }) => ({
    kind: 'addressed',
    span: calls[0] ?? { start: 0, end: 0 },
    variable,
    ...(name === undefined ? {} : { name }),
    calls,
  }));
}

interface Names {
  /** The variable whose address is in a part of the text; undefined for none and for several. */
  in(span: Span): string | undefined;
  /** What was made with an address, by its name. */
  readonly made: ReadonlyMap<string, string>;
  /** Those that other files may import. */
  readonly atTop: ReadonlySet<string>;
}

/** Follows variables of the environment to the names that hold them, or something that is made with them. */
function namesFor(variables: readonly string[], { outline, text }: { outline: Outline; text: string }): Names {
  const holding = new Map(variables.map((name) => [name, new Set([name])]));
  const all = (span: Span): Set<string> => {
    const written = text.slice(span.start, span.end);
    const found = new Set<string>();
    for (const [name, held] of holding)
      if (new RegExp(`(?<![\\w$])${literally(name)}(?![\\w$])`).test(written)) for (const each of held) found.add(each);
    return found;
  };
  const made = new Map<string, Set<string>>();
  const atTop = new Set<string>();
  for (let round = 0; round < rounds; round++)
    for (const binding of outline.bindings) {
      const { value, targets, region } = binding;
      const name = targets[0] && nameOf(targets[0]);
      if (!value || value.kind === 'function' || name === undefined || name === '_' || made.has(name)) continue;
      const held = all(value.span);
      if (held.size === 0) continue;
      if (makes(binding, outline) !== undefined) {
        made.set(name, held);
        if (region === 0) atTop.add(name);
      } else if (!made.has(name)) holding.set(name, held);
    }
  const only = ([first, ...more]: ReadonlySet<string>) => (more.length === 0 ? first : undefined);
  const sure = new Map(
    [...made].flatMap(([name, held]) => [only(held) ?? []].flat().map((each) => [name, each] as const)),
  );
  return { in: (span) => only(all(span)), made: sure, atTop: new Set([...atTop].filter((name) => sure.has(name))) };
}

/** The call that makes what a binding holds: `new Pool({ connectionString: … })`, and no reading of the address. */
function makes({ value }: Binding, { calls }: Outline): Call | undefined {
  const call = value?.kind === 'call' ? calls[value.call] : undefined;
  return call && !reader.test(call.callee.names.at(-1) ?? '') ? call : undefined;
}

/** `db`, `this.db`; undefined for what a call gives. */
function nameOf({ base, names }: Path): string | undefined {
  return base === undefined && names.length > 0 ? names.join('.') : undefined;
}
