import type { Pack } from '../../knowledge/pack.ts';
import type { ClientDefault } from '../../model/code-fact.ts';
import type { Value } from '../../syntax/code/outline.ts';
import { clientDeadline, hookDeadline } from './client-deadline.ts';
import type { Clients } from '../calls/clients.ts';
import { shortened } from './deadline.ts';
import { allOf, firstOf, missing, unclear } from './given.ts';
import type { Given } from './given.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { readDuration } from './duration.ts';
import { say } from '../../words/say.ts';

/** Deadlines that a file sets for the whole process. */
export interface ProcessDefaults {
  /** What this file says for the calls or the clients of a library. */
  of(library: string, role: 'call' | 'client'): Given;
  readonly facts: readonly ClientDefault[];
}

/** Finds `axios.defaults.timeout = 5000`, `http.DefaultClient.Timeout = …`, interceptors and their like. */
export function processDefaults(code: ResolvedCode, clients: Clients): ProcessDefaults {
  const { outline, resolver, knowledge } = code;
  const said = new Map<string, { given: Given; reaches: ClientDefault['reaches'] }[]>();
  const facts: ClientDefault[] = [];
  const globals = knowledge.packs.filter(
    (pack) => pack.outgoing && pack.outgoing.globals.length + pack.outgoing.hooks.length > 0,
  );
  if (globals.length === 0) return { of: () => missing, facts };
  const packsFor = (module: string | undefined, name: string) =>
    module === undefined
      ? knowledge.forGlobal(outline.language, name.split('.')[0] ?? '')
      : knowledge.forModule(outline.language, module);
  const add = (library: string, given: Given, { span, reaches }: Pick<ClientDefault, 'span' | 'reaches'>) => {
    said.set(library, [...(said.get(library) ?? []), { given, reaches }]);
    if (given.state === 'missing') return;
    const deadline = given.state === 'given' ? 'present' : given.state === 'off' ? 'absent' : 'unknown';
    facts.push({ kind: 'client-default', span, library, reaches, deadline, because: given.because });
  };
  const addFor = (pack: Pack, { name, value, at, span }: Setting) => {
    const found = pack.outgoing?.globals.find((each) => each.names.includes(name));
    if (!found) return;
    const written = shortened(code.text.slice(span.start, span.end));
    const given =
      found.is === 'duration'
        ? readDuration(value, at, { code, written })
        : found.is === 'client'
          ? ofClient(value, at, { code, clients })
          : unclear(say('process-defaults.sets-the-transport-of-its', { written }));
    for (const library of found.of ?? [pack.id]) add(library, given, { span, reaches: found.reaches });
  };
  for (const { how, targets, value, region, span } of outline.bindings) {
    const target = targets[0];
    if (how !== 'assign' || !target || target.base !== undefined || !value) continue;
    const at = { region, offset: span.start };
    const root = resolver.origins({ names: target.names.slice(0, 1) }, at)[0];
    if (!root || (root.kind !== 'module' && root.kind !== 'global')) continue;
    // A variable that holds the default is given another value: the default stays what it is.
    if (root.kind === 'module' && target.names.length === 1) continue;
    const names = root.kind === 'module' ? [...root.names, ...target.names.slice(1)] : target.names;
    const name = names.filter((each) => !plain.has(each)).join('.');
    const module = root.kind === 'module' ? root.module : undefined;
    for (const pack of packsFor(module, name)) addFor(pack, { name, value, at, span });
  }
  const last = new Set(
    globals
      .flatMap(({ outgoing }) => [
        ...(outgoing?.globals.flatMap(({ names }) => names) ?? []),
        ...(outgoing?.hooks ?? []),
      ])
      .map((name) => name.slice(name.lastIndexOf('.') + 1)),
  );
  for (const { call, index } of callsNamed(code, last)) {
    const { nameSpan: span } = call;
    const value = call.args[0]?.value;
    if (!value) continue;
    for (const origin of resolver.callee(index)) {
      if (origin.kind !== 'module') continue;
      const name = origin.names.join('.');
      for (const pack of packsFor(origin.module, name)) {
        if (pack.outgoing?.hooks.includes(name)) add(pack.id, hookDeadline(value, code), { span, reaches: 'calls' });
        addFor(pack, { name, value, at: resolver.placeOf(index), span });
      }
    }
  }
  const of = (library: string, role: 'call' | 'client') => {
    const reaching = said.get(library)?.filter(({ reaches }) => reaches === 'all' || role === 'call');
    return firstOf(reaching?.map(({ given }) => given) ?? []);
  };
  return { of, facts };
}

/** Parts of a path that stand for the module or the global object itself. */
const plain: ReadonlySet<string> = new Set(['default', 'globalThis', 'global', 'window']);

/** Something set for the whole process, under the pack's name for it. */
interface Setting {
  readonly name: string;
  readonly value: Value;
  readonly at: At;
  readonly span: ClientDefault['span'];
}

function ofClient(value: Value, at: At, { code, clients }: { code: ResolvedCode; clients: Clients }): Given {
  return allOf(
    code.resolver.evaluate(value, at).map((origin) => {
      const client = clients.behind(origin);
      return client ? clientDeadline(client, code) : unclear(say('process-defaults.the-default-client-is-replaced'));
    }),
  );
}
