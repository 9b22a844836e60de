import type { ClientDefault } from '../../model/fact.ts';
import type { Value } from '../../syntax/code/outline.ts';
import { clientDeadline, hookDeadline } from './call-deadline.ts';
import { matchOrigin } from './clients.ts';
import type { Clients } from './clients.ts';
import { readDuration, shortened } from './deadline.ts';
import { allOf, firstOf, missing, unclear } from './given.ts';
import type { Given } from './given.ts';
import type { At } from './origin.ts';
import type { ResolvedCode } from './resolved.ts';

/** Deadlines that a file sets for the whole process. */
export interface ProcessDefaults {
  /** What this file says for the calls of a library. */
  of(library: string): Given;
  readonly facts: readonly ClientDefault[];
}

/** Finds `axios.defaults.timeout = 5000`, `http.DefaultClient.Timeout = …`, interceptors and their like. */
export function processDefaults(code: ResolvedCode, clients: Clients): ProcessDefaults {
  const { outline, resolver, knowledge } = code;
  const said = new Map<string, Given[]>();
  const facts: ClientDefault[] = [];
  const globals = knowledge.packs.filter(
    (pack) => pack.outgoing && pack.outgoing.globals.length + pack.outgoing.hooks.length > 0,
  );
  if (globals.length === 0) return { of: () => missing, facts };
  const packsFor = (module: string | undefined, name: string) =>
    module === undefined
      ? knowledge.forGlobal(outline.language, name.split('.')[0] ?? '')
      : knowledge.forModule(outline.language, module);
  const add = (library: string, given: Given, span: ClientDefault['span']) => {
    said.set(library, [...(said.get(library) ?? []), given]);
    if (given.state === 'missing') return;
    const deadline = given.state === 'given' ? 'present' : given.state === 'off' ? 'absent' : 'unknown';
    facts.push({ kind: 'client-default', span, library, deadline, because: given.because });
  };
  for (const binding of outline.bindings) {
    const target = binding.targets[0];
    if (binding.how !== 'assign' || !target || target.base !== undefined || !binding.value) continue;
    const at = { region: binding.region, offset: binding.span.start };
    const root = resolver.origins({ names: target.names.slice(0, 1) }, at)[0];
    if (!root || (root.kind !== 'module' && root.kind !== 'global')) continue;
    const names = root.kind === 'module' ? [...root.names, ...target.names.slice(1)] : target.names;
    const name = names.filter((each) => each !== 'default' && each !== 'globalThis' && each !== 'global').join('.');
    for (const pack of packsFor(root.kind === 'module' ? root.module : undefined, name)) {
      const found = pack.outgoing?.globals.find((each) => each.names.includes(name));
      if (!found) continue;
      const written = shortened(code.text.slice(binding.span.start, binding.span.end));
      if (found.is === 'duration') add(pack.id, readDuration(binding.value, at, { code, written }), binding.span);
      else if (found.is === 'client') add(pack.id, ofClient(binding.value, at, { code, clients }), binding.span);
      else add(pack.id, unclear(`\`${written}\` replaces it`), binding.span);
    }
  }
  outline.calls.forEach((call, index) => {
    for (const origin of resolver.callee(index)) {
      if (origin.kind !== 'module') continue;
      const name = origin.names.join('.');
      for (const pack of packsFor(origin.module, name)) {
        const value = call.args[0]?.value;
        if (pack.outgoing?.hooks.includes(name) && value) add(pack.id, hookDeadline(value, code), call.nameSpan);
        const isGlobal = pack.outgoing?.globals.some((each) => each.is === 'call' && each.names.includes(name));
        if (isGlobal) add(pack.id, unclear(`${name} sets what all calls go through`), call.nameSpan);
      }
    }
  });
  return { of: (library) => firstOf(said.get(library) ?? []), facts };
}

function ofClient(value: Value, at: At, { code, clients }: { code: ResolvedCode; clients: Clients }): Given {
  return allOf(
    code.resolver.evaluate(value, at).map((origin) => {
      const client = matchOrigin(origin, code) ? clients.behind(origin) : undefined;
      return client ? clientDeadline(client, code) : unclear('the default client is replaced');
    }),
  );
}
