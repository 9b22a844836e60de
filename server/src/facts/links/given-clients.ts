import type { ClientExport } from '../../model/code-fact.ts';
import type { Client, Clients } from '../code/clients.ts';
import { returnsOf } from '../code/lookup.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Functions at the top of a file that give the same client on all ways, under the function's name with brackets. */
export function factoriesOf(code: ResolvedCode, clients: Clients): [string, Client][] {
  const { outline, resolver } = code;
  if (outline.language === 'java' || clients.all.length === 0) return [];
  const isScript = outline.language === 'typescript' || outline.language === 'javascript';
  return outline.regions.flatMap((region, index): [string, Client][] => {
    const { kind, name, parent, receiver } = region;
    if (kind !== 'function' || parent !== 0 || name === undefined || receiver) return [];
    const exported = isScript ? outline.exports.filter(({ local }) => local === name).map((each) => each.name) : [name];
    if (exported.length === 0) return [];
    const found = new Set(
      (returnsOf(code).get(index) ?? []).flatMap(({ value, values, region: at, span }) => {
        const given = values ? values[0] : value;
        if (!given || given.kind === 'null') return [];
        const origins = resolver.evaluate(given, { region: at, offset: span.start });
        return origins.map((origin) => clients.behind(origin));
      }),
    );
    const [client, ...others] = found;
    if (!client || others.length > 0 || client.known.outgoing.protocol === 'inbound') return [];
    return exported.map((each): [string, Client] => [`${each}()`, client]);
  });
}

/** `try: import guarded as http` with `except ImportError: import requests as http`: one of them is what other files get. */
export function chosenModules({ outline, knowledge }: ResolvedCode): ClientExport[] {
  if (outline.language !== 'python') return [];
  const byName = new Map<string, (typeof outline.imports)[number][]>();
  for (const each of outline.imports)
    if (each.local !== '' && each.member === undefined)
      byName.set(each.local, [...(byName.get(each.local) ?? []), each]);
  return [...byName].flatMap(([name, imports]): ClientExport[] => {
    if (imports.length < 2) return [];
    const known = imports.flatMap(({ module, span }) =>
      knowledge
        .forModule(outline.language, module)
        .flatMap(({ id, outgoing }) => (outgoing && outgoing.calls.length > 0 ? [{ id, outgoing, span }] : [])),
    );
    const without = known.find(({ outgoing }) => outgoing.default.timeout === 'none');
    const one = without ?? (known.length === imports.length ? known[0] : undefined);
    if (!one) return [];
    const { id, outgoing, span } = one;
    const deadline = without ? 'absent' : 'present';
    return [
      { kind: 'client-export', span, name, library: id, carries: false, deadline, because: outgoing.default.says },
    ];
  });
}
