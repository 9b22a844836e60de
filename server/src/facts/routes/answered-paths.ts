import type { Route } from '../../model/code-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Serving } from '../../knowledge/serving.ts';
import type { Argument, Call } from '../../syntax/code/outline.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { knownLastNames, placed, placedCall } from '../servers/serving-match.ts';

type Answer = Serving['answers'][number];

/** What a plug-in of Fastify answers that is told to show its state and no path. */
const statusPath = '/status';

/** What hands a plug-in to its framework. */
const registering = 'register';

/** Paths that libraries answer without a route: health checks that they are given, middleware. */
export function answeredPaths(code: ResolvedCode): Route[] {
  const { answers: known } = knownLastNames(code);
  const modules = namesOfModules(code);
  const isKnown = (last: string) => last === registering || known.has(last) || modules.has(last);
  return callsNamed(code, isKnown).flatMap(({ call, index }): Route[] => {
    if (call.callee.names.at(-1) === registering) return registered(code, call);
    return placedCall(code, index).flatMap(({ pack, serving, name }) => {
      const answer = serving.answers.find(({ names }) => names.includes(name));
      return answer ? routesOf(code, { call, answer, library: pack.id }) : [];
    });
  });
}

/** What this file calls the modules of packs whose default export answers paths. */
function namesOfModules({ outline, knowledge }: ResolvedCode): ReadonlySet<string> {
  const answers = (module: string) =>
    knowledge.forModule(outline.language, module).some((pack) => (pack.serving?.answers.length ?? 0) > 0);
  return new Set(outline.imports.flatMap(({ module, local }) => (answers(module) ? [local] : [])));
}

/** `app.register(underPressure, { exposeStatusRoute: '/health' })`. */
function registered(code: ResolvedCode, call: Call): Route[] {
  const plugin = call.args[0]?.value;
  if (!plugin) return [];
  const at = { region: call.region, offset: plugin.span.start };
  const known = code.resolver.evaluate(plugin, at).flatMap(code.resolver.identify);
  return known
    .flatMap((each) => placed(code, each))
    .flatMap(({ pack, serving, name }) => {
      const answer = serving.answers.find(({ names, option }) => option !== undefined && names.includes(name));
      return answer ? routesOf(code, { call, answer, library: pack.id }) : [];
    });
}

interface Given {
  readonly call: Call;
  readonly answer: Answer;
  readonly library: string;
}

function routesOf(code: ResolvedCode, { call, answer, library }: Given): Route[] {
  const route = (path: string, span: Span, prefix: Route['prefix'] = 'none'): Route => ({
    kind: 'route',
    span,
    path,
    prefix,
    library,
  });
  if (answer.paths.length > 0) return answer.paths.map((path) => route(path, call.nameSpan));
  const given = call.args[answer.at];
  if (!given) return [];
  const any = () => [route('/*', given.span, 'unknown')];
  if (answer.keys !== undefined) {
    const checks = entriesOf(code, call, given)?.find(({ name }) => name === answer.keys);
    if (!checks) return entriesOf(code, call, given) ? [] : any();
    const entries = entriesOf(code, call, checks);
    if (!entries || entries.some(({ name, spread }) => spread || name === undefined || name === '')) return any();
    // Other entries set how the checks are shown.
    return entries.flatMap(({ name, span }) => (name?.startsWith('/') ? [route(name, span)] : []));
  }
  if (answer.option !== undefined) {
    const entries = entriesOf(code, call, given);
    if (!entries) return any();
    const option = entries.find(({ name }) => name === answer.option);
    return option ? shownAt(code, { call, option }).map((path) => route(path, option.span)) : [];
  }
  const text = textOf(code, call, given);
  return text === undefined ? any() : [route(text.startsWith('/') ? text : `/${text}`, given.span)];
}

function shownAt(code: ResolvedCode, { call, option }: { call: Call; option: Argument }): string[] {
  const { value } = option;
  if (value.kind === 'boolean') return value.text === 'true' ? [statusPath] : [];
  const nested = entriesOf(code, call, option);
  const url = nested?.find(({ name }) => name === 'url');
  if (nested && !url) return [statusPath];
  const text = textOf(code, call, url ?? option);
  return text === undefined ? [] : [text];
}

function entriesOf(code: ResolvedCode, call: Call, { value }: Argument): readonly Argument[] | undefined {
  if (value.kind === 'object') return value.entries;
  const at = { region: call.region, offset: value.span.start };
  const [only, ...others] = code.resolver.evaluate(value, at);
  return only?.kind === 'literal' && others.length === 0 ? only.value.entries : undefined;
}

function textOf(code: ResolvedCode, call: Call, { value }: Argument): string | undefined {
  const at = { region: call.region, offset: value.span.start };
  const [only, ...others] = code.resolver.evaluate(value, at);
  return only?.kind === 'value' && only.value.kind === 'string' && others.length === 0 ? only.value.text : undefined;
}
