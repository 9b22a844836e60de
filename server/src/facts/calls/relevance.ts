import type { Pack } from '../../knowledge/pack.ts';
import type { Call } from '../../syntax/code/outline.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** What loads a module. */
const loading: ReadonlySet<string> = new Set(['require', 'import']);

/** Packs that may have something to say about a file: it names one of their modules or globals. */
export function packsOf(code: ResolvedCode): ReadonlySet<Pack> {
  const { outline, text, knowledge } = code;
  const { language } = outline;
  const found = new Set<Pack>();
  const add = (module: string) => {
    for (const pack of knowledge.forModule(language, module)) found.add(pack);
  };
  for (const { module, member } of outline.imports) {
    add(module);
    // In Python what is imported may be a module itself.
    if (member !== undefined) add(`${module}.${member}`);
  }
  for (const { call } of callsNamed(code, loading)) {
    const first = call.callee.names.length === 1 ? call.args[0]?.value : undefined;
    if (first?.kind === 'string') add(first.text);
  }
  for (const name of knowledge.globalsOf(language)) {
    if (text.includes(name)) for (const pack of knowledge.forGlobal(language, name)) found.add(pack);
  }
  return found;
}

const lastNames = new WeakMap<Pack, readonly string[]>();

/** Last names of all calls that a pack knows: `get`, `Do`. */
function lastNamesOf(pack: Pack): readonly string[] {
  const known = lastNames.get(pack);
  if (known) return known;
  const { calls = [], clients = [] } = pack.outgoing ?? {};
  const names = [
    ...calls.flatMap((call) => call.names),
    ...clients.flatMap((client) => [
      ...client.made,
      ...client.fluent,
      ...client.builds,
      ...client.methods.flatMap((method) => method.names),
      ...client.derive.flatMap((derive) => derive.names),
    ]),
  ];
  const found = [...new Set(names.map((name) => name.slice(name.lastIndexOf('.') + 1)))];
  lastNames.set(pack, found);
  return found;
}

/** Tells calls that may be of the given packs from those that cannot be, by how they are written. */
export function callFilter(packs: Iterable<Pack>): (call: Call) => boolean {
  const names = new Set([...packs].flatMap(lastNamesOf));
  if (names.has('*')) return () => true;
  return ({ callee }) => {
    const last = callee.names.at(-1) ?? '';
    // A client may be called itself, under whatever name it has: `api(url)`, `this.api(url)`.
    const mayBeClient = callee.names.length < 2 || callee.names[0] === 'this' || last === 'default';
    return mayBeClient || names.has(last);
  };
}
