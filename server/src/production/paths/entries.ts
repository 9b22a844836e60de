import type { EntryLink, LimitLink } from '../../model/path-fact.ts';
import type { Program } from '../../model/production.ts';
import type { Place } from '../../model/span.ts';
import { gather } from '../gather.ts';
import type { Names } from './names.ts';
import type { FunctionNode, Tables } from './tables.ts';
import type { Limit } from './limit.ts';
import { say } from '../../words/say.ts';

/** Where something from outside comes into a program. */
export interface Entry {
  readonly words: string;
  readonly waits: 'user' | 'queue';
  /** Where it is registered; the name of its function where that is a method of a whole service. */
  readonly at: Place | FunctionNode;
  readonly nodes: readonly FunctionNode[];
  readonly limit: Limit;
  readonly byForm?: true;
}

export interface Entries {
  readonly entries: readonly Entry[];
  /** The handlers of RPCs, by `Service.Method`. */
  readonly rpcs: ReadonlyMap<string, readonly FunctionNode[]>;
}

/** What takes requests by its name, in a class that is registered as a whole. */
const handling =
  /^(?:ServeHTTP|get|post|put|patch|delete|list|create|retrieve|update|partial_update|destroy|handle|__call__)$/;

/** All entries in files that production runs: routes before functions that take requests by their form alone. */
export function findEntries(
  { tables, names, softened }: { tables: Tables; names: Names; softened: (file: string) => string | undefined },
  isLive: (file: string) => boolean,
): Entries {
  const found: Entry[] = [];
  const rpcs = new Map<string, FunctionNode[]>();
  for (const [file, { entries, language }] of tables.facts) {
    if (!isLive(file)) continue;
    for (const link of entries) {
      const nodes = new Set(link.to.flatMap((symbol) => nodesOf(file, symbol, { names, tables, link })));
      if (nodes.size === 0) continue;
      const common = {
        ...(link.byForm ? { byForm: true as const } : {}),
        waits: link.waits,
        at: { file, span: link.span },
      };
      if (link.service !== undefined) {
        const limit: Limit =
          language === 'go' || language === 'java'
            ? { limit: 'unknown', because: say('entries.grpc-propagates-the-deadline-of') }
            : { limit: 'none', because: say('entries.the-request-has-no-timeout') };
        for (const node of nodes) {
          const method = link.method ?? node.link.name;
          const key = `${link.service}.${capital(method)}`;
          if (!rpcs.get(key)?.includes(node)) gather(rpcs, key, node);
          const words = link.method === undefined ? `${link.words}.${method}` : link.words;
          found.push({ ...common, words, at: node, nodes: [node], limit });
        }
        continue;
      }
      found.push({
        ...common,
        words: routeOf(file, link.words),
        nodes: [...nodes],
        limit: limitOf(link, file, { language, softened, tables }),
      });
    }
  }
  const named = new Set(found.filter(({ byForm }) => !byForm).flatMap(({ nodes }) => nodes));
  const entries = found.flatMap((entry) => {
    const nodes = entry.byForm ? entry.nodes.filter((node) => !named.has(node)) : entry.nodes;
    return nodes.length === 0 ? [] : [{ ...entry, nodes }];
  });
  const order = ({ waits, byForm }: Entry) => (waits === 'queue' ? 2 : byForm ? 1 : 0);
  return { entries: entries.sort((a, b) => order(a) - order(b)), rpcs };
}

/** Methods are written `charge` in some languages and `Charge` in the protocol. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Next.js names routes by their files: `pages/api/orders.ts`, `app/api/orders/route.ts`. */
function routeOf(file: string, words: string): string {
  const page = /(?:^|\/)pages(\/api\/.+?)(?:\/index)?\.[cm]?[jt]sx?$/.exec(file)?.[1];
  if (page !== undefined && words.startsWith('the handler ')) return page;
  const route = /(?:^|\/)app((?:\/.+)?)\/route\.[cm]?[jt]sx?$/.exec(file)?.[1];
  const verb = /^the handler of (\w+) requests$/.exec(words)?.[1];
  return route === undefined || verb === undefined ? words : `${verb} ${route === '' ? '/' : route}`;
}

function nodesOf(
  file: string,
  symbol: string,
  { names, tables, link }: { names: Names; tables: Tables; link: EntryLink },
): readonly FunctionNode[] {
  const { nodes } = names.meant(file, symbol);
  if (nodes.length > 0) return nodes;
  const isRpc = link.service !== undefined;
  const methods = names
    .methodsOf(file, symbol)
    .filter((node) => (isRpc ? isMethod(node) : handling.test(node.link.name)));
  if (methods.length > 0 || isRpc || !symbol.endsWith('()')) return methods;
  // `router.Handle("/x", s.orders())`: what is made there takes the requests.
  const made = names.meant(file, symbol.slice(0, -2)).nodes;
  return made.flatMap((node) =>
    (tables.byFile.get(node.file) ?? []).filter(({ link: each }) => each.handles && each.inside === node.link.name),
  );
}

/** A method that gRPC may call: it is visible, and takes a context or more. */
function isMethod({ language, link }: FunctionNode): boolean {
  return language === 'go' ? /^[A-Z]/.test(link.name) && link.answers === true : !/^_|^constructor$/.test(link.name);
}

function limitOf(
  { limit, span, waits }: EntryLink,
  file: string,
  about: { language: string; softened: (file: string) => string | undefined; tables: Tables },
): Limit {
  const { language, softened, tables } = about;
  if (limit) {
    const at = limit.at ? { at: { file, span: limit.at } } : {};
    const by = limit.by ?? say('entries.a-middleware');
    return {
      limit: 'limited',
      because: say('entries.sets-a-deadline', { by }),
      ...at,
      ...(limit.ms === undefined ? {} : { ms: limit.ms }),
    };
  }
  if (language !== 'go') return { limit: 'none', because: say('entries.the-request-has-no-timeout') };
  if (waits === 'queue') return { limit: 'none', because: say('entries.message-handling-has-no-timeout') };
  const around = tables.facts
    .get(file)
    ?.limits.find(({ covers }) => covers && covers.start <= span.start && span.end <= covers.end);
  if (around) {
    const ms = around.ms === undefined ? {} : { ms: around.ms };
    return {
      limit: 'limited',
      because: say('entries.sets-a-deadline', { by: around.by }),
      at: { file, span: around.span },
      ...ms,
    };
  }
  const by = softened(file);
  if (by !== undefined) return { limit: 'unknown', because: say('entries.may-set-a-deadline', { by }) };
  return { limit: 'none', because: say('entries.the-requests-own-context-has') };
}

/** Files of programs in which some middleware or interceptor gives a deadline: to which of the requests or calls is not followed. */
export function openSoftened(
  tables: Tables,
  programs: readonly Program[],
  what: LimitLink['of'],
): (file: string) => string | undefined {
  const limiting = [...tables.facts].flatMap(([file, { limits }]) => {
    const first = limits.find((each) => each.of === what);
    return first ? [{ file, by: first.by }] : [];
  });
  const softened = new Map<string, string>();
  for (const { files } of programs) {
    const by = limiting.find(({ file }) => files.has(file))?.by;
    if (by !== undefined) for (const file of files) softened.set(file, by);
  }
  return (file) => softened.get(file);
}
