import type { ClientExport, ClientUse } from '../../model/code-fact.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { packLanguage } from '../../knowledge/knowledge.ts';
import type { Presence } from '../../model/observation.ts';
import type { Call, CodeLanguage } from '../../syntax/code/outline.ts';
import { chosenModules, factoriesOf, wrapperUse } from '../links/given-clients.ts';
import { clientWords } from './client-words.ts';
import { openDeadline } from '../deadlines/client-deadline.ts';
import type { Client, Clients } from './clients.ts';
import { missing } from '../deadlines/given.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { presentBy, type Verdict } from './verdicts.ts';
import { lastName, withinOf, writtenName } from '../code/written.ts';
import { declaresTypes } from '../code/names/declared-types.ts';

/** Clients that other files may use: exported ones, and in Go and Python all that stand at the top of a file. */
export function clientExports(
  code: ResolvedCode,
  { clients, judge }: { clients: Clients; judge: (client: Client) => Verdict },
): ClientExport[] {
  const { outline, resolver } = code;
  const at = { region: 0, offset: Number.MAX_SAFE_INTEGER };
  const found = new Map<string, Client>();
  const beans = outline.language === 'java' ? beansOf(code, clients) : [];
  const add = (name: string, origins: ReturnType<typeof resolver.origins>) => {
    const client = origins.length === 1 && origins[0] ? clients.behind(origins[0]) : undefined;
    if (client && client.known.outgoing.protocol !== 'inbound') found.set(name, client);
  };
  for (const { name, local, module, value } of outline.exports) {
    if (module !== undefined) continue;
    if (local !== undefined) add(name, resolver.origins({ names: [local] }, at));
    else if (value) add(name, resolver.evaluate(value, at));
  }
  if (outline.language === 'go' || outline.language === 'python') {
    for (const { targets, region } of outline.bindings) {
      const name = targets.length === 1 && targets[0]?.names.length === 1 ? targets[0].names[0] : undefined;
      if (region === 0 && name !== undefined && !found.has(name)) add(name, resolver.origins({ names: [name] }, at));
    }
  }
  const made = factoriesOf(code, clients);
  const verdictOf = (client: Client): Verdict => {
    const done = client.pattern.carries ? missing : openDeadline(client, code);
    if (done.state === 'given') return presentBy(done);
    return done.state === 'unclear' ? { deadline: 'unknown', because: done.because } : judge(client);
  };
  return [
    ...[...found, ...beans, ...made].map(([name, client]): ClientExport => ({
      kind: 'client-export',
      span: client.span,
      name,
      library: client.known.pack.id,
      carries: client.pattern.carries,
      ...verdictOf(client),
    })),
    ...chosenModules(code),
  ];
}

/** Clients that a method provides to those that need one of its type (`@Bean`, `@Produces`, `@Provides`), by that type. */
function beansOf({ outline, resolver }: ResolvedCode, clients: Clients): [string, Client][] {
  return outline.exits.flatMap((exit): [string, Client][] => {
    const around = outline.regions[resolver.functionAround(exit.region)];
    const type = around?.results?.[0];
    const gives = around?.decorators?.some((call) => provides.test(outline.calls[call]?.callee.names.at(-1) ?? ''));
    if (exit.kind !== 'return' || !exit.value || !gives || type === undefined) return [];
    const origins = resolver.evaluate(exit.value, { region: exit.region, offset: exit.span.start });
    const client = origins.length === 1 && origins[0] ? clients.behind(origins[0]) : undefined;
    return client && !client.pattern.part ? [[type.replace(/<.*$/s, ''), client]] : [];
  });
}

const provides = /^(Bean|Produces|Provides|Singleton)$/;

const methods = new WeakMap<Knowledge, Map<CodeLanguage, ReadonlySet<string>>>();

/** Methods of all clients that packs know for a language. */
function clientMethods({ knowledge, outline: { language } }: ResolvedCode): ReadonlySet<string> {
  const byLanguage = methods.get(knowledge) ?? new Map<CodeLanguage, ReadonlySet<string>>();
  methods.set(knowledge, byLanguage);
  const known = byLanguage.get(language);
  if (known) return known;
  const own = knowledge.packs.filter((pack) => pack.language === packLanguage(language));
  const made = new Set(
    own.flatMap(
      (pack) => pack.outgoing?.clients.flatMap((client) => client.methods.flatMap(({ names }) => names)) ?? [],
    ),
  );
  const found: ReadonlySet<string> = new Set([...made].map(lastName));
  byLanguage.set(language, found);
  return found;
}

const named = new RegExp(clientWords);

/** Calls on what comes from a file of the same repository, under the methods of clients. */
export function extractClientUses(code: ResolvedCode): ClientUse[] {
  const { outline, resolver, knowledge } = code;
  if (declaresTypes.has(outline.language)) return [];
  const known = clientMethods(code);
  // What is given an address may be a wrapper of any name.
  const hasAddress = /https?:\/\//.test(code.text);
  return callsNamed(code, (last) => hasAddress || known.has(last)).flatMap(({ call, index }): ClientUse[] => {
    const method = call.callee.names.at(-1) ?? '';
    const wrapper = wrapperUse(code, index);
    if (wrapper) {
      const { nameSpan: span } = call;
      const said = ownDeadline(code, call);
      const own = said === 'absent' ? wrapper.own : said;
      return [
        { kind: 'client-use', span, api: writtenName(outline, call), ...withinOf(code, call.region), ...wrapper, own },
      ];
    }
    if (!known.has(method) || call.args.length === 0) return [];
    const origins = resolver.callee(index);
    const [origin] = origins;
    if (origins.length !== 1 || !origin) return [];
    const place = {
      span: call.nameSpan,
      api: writtenName(outline, call),
      own: ownDeadline(code, call),
      ...withinOf(code, call.region),
    };
    const isNamed = (...names: readonly string[]) => names.some((name) => named.test(name));
    if (origin.kind === 'global' && outline.language === 'go' && origin.names.length === 2 && isNamed(...origin.names))
      return [{ kind: 'client-use', ...place, module: '.', name: origin.names[0] ?? '' }];
    const factory =
      origin.kind === 'result' && origin.names.length === 1 ? factoryBehind(code, origin.call) : undefined;
    if (factory && isNamed(factory.module, factory.name)) return [{ kind: 'client-use', ...place, ...factory }];
    if (call.callee.base !== undefined) return [];
    if (origin.kind !== 'module' || knowledge.forModule(outline.language, origin.module).length > 0) return [];
    const owner = origin.names.slice(0, -1);
    if (!isOwnModule(outline.language, origin.module) || owner.length > 2 || !isNamed(origin.module, ...owner))
      return [];
    // In Python the last name before the client may be a module of the package.
    const inner = owner.length === 2 && outline.language === 'python' ? [owner[0] ?? ''] : [];
    if (owner.length === 2 && inner.length === 0) return [];
    const module = [origin.module, ...inner].join(origin.module.endsWith('.') ? '' : '.');
    return [{ kind: 'client-use', ...place, module, name: owner.at(-1) ?? 'default' }];
  });
}

/** The function of another file of the repository that gives a client, as its exports are named. */
function factoryBehind(
  code: ResolvedCode,
  call: number,
): { readonly module: string; readonly name: string } | undefined {
  const { outline, resolver, knowledge } = code;
  const [origin, ...others] = resolver.callee(call);
  if (!origin || others.length > 0) return undefined;
  if (origin.kind === 'global' && outline.language === 'go' && origin.names.length === 1)
    return { module: '.', name: `${origin.names[0]}()` };
  if (origin.kind !== 'module' || knowledge.forModule(outline.language, origin.module).length > 0) return undefined;
  const name = origin.names.length === 1 ? origin.names[0] : undefined;
  return name === undefined || !isOwnModule(outline.language, origin.module)
    ? undefined
    : { module: origin.module, name: `${name}()` };
}

/** Whether a module may be of the same repository, by how it is written. */
function isOwnModule(language: CodeLanguage, module: string): boolean {
  if (language === 'typescript' || language === 'javascript') return /^([./]|[@~#$]\/|#)/.test(module);
  if (language === 'go') return module.includes('/');
  return true;
}

function ownDeadline({ outline, text }: ResolvedCode, { args, callee, brackets }: Call): Presence {
  const given = text.slice(brackets.start, brackets.end);
  if (/\btimeout\w*['"]?\s*[:=]\s*\(?[1-9]|AbortSignal\.timeout/i.test(given)) return 'present';
  if (/timeout|signal|deadline/i.test(given) || args.some(({ spread }) => spread)) return 'unknown';
  // A request that is made before may carry it.
  if (outline.language === 'go' && callee.names.at(-1) === 'Do') return 'unknown';
  const last = args.at(-1);
  return args.length > 1 && last?.value.kind === 'path' && /opt|conf|init/i.test(last.value.path.names.join('.'))
    ? 'unknown'
    : 'absent';
}
