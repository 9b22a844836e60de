import type { ClientExport, ClientUse } from '../../model/code-fact.ts';
import type { Client, Clients } from '../calls/clients.ts';
import { onSomeWays } from '../deadlines/given.ts';
import { returnsOf } from '../code/lookup.ts';
import type { Verdict, Way } from '../calls/verdicts.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { declaresTypes } from '../code/names/declared-types.ts';
import { say } from '../../words/say.ts';

/** Functions at the top of a file that give the same client on all ways, under the function's name with brackets. */
export function factoriesOf(code: ResolvedCode, clients: Clients): [string, Client][] {
  const { outline, resolver } = code;
  if (declaresTypes.has(outline.language) || clients.all.length === 0) return [];
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

/** Functions that other files may call in place of the library: they set a limit only when their caller asks for one. */
export function wrappersOf(
  { outline, resolver, text }: ResolvedCode,
  { call, known }: Way,
  { because }: Verdict,
): ClientExport[] {
  const at = outline.calls[call];
  const region = at ? resolver.functionAround(at.region) : 0;
  const { name, parameters = [], body, parent } = outline.regions[region] ?? {};
  if (!at || because !== onSomeWays || name === undefined || parent !== 0 || parameters.length < 2) return [];
  if (!body || !/timeout|signal|deadline/i.test(text.slice(body.start, body.end))) return [];
  const says = say('given-clients.sets-a-timeout-only-when', { name });
  return outline.exports
    .filter(({ local, module }) => module === undefined && local === name)
    .map(({ name: exported }) => ({
      kind: 'client-export',
      span: at.nameSpan,
      name: wrapperName(exported),
      library: known.pack.id,
      carries: false,
      deadline: 'absent',
      because: says,
      wrapper: true,
    }));
}

/** Options of requests that set no limit; what others do, the function alone knows. */
const plainOptions = /^(method|body|headers|json|data|params|query|cache|credentials|redirect|mode|keepalive)$/;

/** What a call to a function of another file uses, where it is given an address: that function as `wrappersOf` names it. */
export function wrapperUse(
  { outline, resolver }: ResolvedCode,
  call: number,
): Pick<ClientUse, 'module' | 'name' | 'own'> | undefined {
  if (outline.language !== 'typescript' && outline.language !== 'javascript') return undefined;
  const first = outline.calls[call]?.args[0]?.value;
  if (first?.kind !== 'string' || !/^https?:\/\//.test(first.text)) return undefined;
  const [origin, ...others] = resolver.callee(call);
  if (
    origin?.kind !== 'module' ||
    others.length > 0 ||
    origin.names.length > 1 ||
    !/^([./]|[@~#$]\/|#)/.test(origin.module)
  )
    return undefined;
  const [, ...rest] = outline.calls[call]?.args ?? [];
  const isPlain = rest.every(
    ({ value, spread }) =>
      !spread &&
      value.kind === 'object' &&
      value.entries.every(({ name }) => name !== undefined && plainOptions.test(name)),
  );
  return {
    module: origin.module,
    name: wrapperName(origin.names[0] ?? 'default'),
    own: isPlain ? 'absent' : 'unknown',
  };
}

/** No client has such a name. */
function wrapperName(name: string): string {
  return `${name}(url)`;
}
