import type { PathStep, ProductionPicture, RequestPath } from '../../model/production.ts';
import type { FileFunctions, Passed } from '../../model/path-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Place, Span } from '../../model/span.ts';
import type { Modules } from '../modules/modules.ts';
import { isDeployed } from '../standing.ts';
import { findEntries, openSoftened, type Entry } from './entries.ts';
import { openNames } from './names.ts';
import { openTables, type FunctionNode, type Tables } from './tables.ts';
import { followWays, passed, type Following, type Visit } from './ways.ts';
import type { Limit } from './limit.ts';
import { say } from '../../words/say.ts';

/** How requests reach the places of a workspace. */
export interface RequestPaths {
  onPath(file: string, span: Span): RequestPath | undefined;
}

/** Ways that can be kept where little has changed. */
export interface DrawnPaths {
  /** The way to a place as it is now; `now` gives the place of what has moved since it was drawn. */
  onPath(file: string, span: Span, now: (at: Place) => Place): RequestPath | undefined;
  /** Whether a request comes to a function of a file. */
  reaches(file: string): boolean;
  /** Takes what the functions of a file say now, where nothing but places and calls has changed. */
  renew(file: string, fact: FileFunctions): void;
  /** Follows all calls anew: places are then where they were when each file was last renewed. */
  follow(): void;
}

/** The worst that is known for sure comes first: a way without a limit is a fault, whatever other ways have. */
const order = ['none', 'unknown', 'limited', 'within'];

/** Draws the ways of requests through the programs that serve or work in production. */
export function drawPaths(
  { functions, modules }: { functions: readonly Located<FileFunctions>[]; modules: Modules },
  { programs, standing }: Pick<ProductionPicture, 'programs' | 'standing'>,
): DrawnPaths {
  const deployed = new Set(programs.filter(({ starts }) => starts.some(isDeployed)).flatMap(({ files }) => [...files]));
  const isLive = (file: string) => {
    const own = standing.get(file)?.standing;
    // What could not be determined counts as deployed; what is deployed and takes requests serves, whatever starts its server.
    return own === 'serves' || own === 'works' || own === 'unknown' || (own === 'operates' && deployed.has(file));
  };
  const tables = openTables(functions);
  const names = openNames(tables, modules, isLive);
  const [calls, requests] = [openSoftened(tables, programs, 'calls'), openSoftened(tables, programs, 'requests')];
  const softened = (file: string, what: 'calls' | 'requests') => (what === 'calls' ? calls(file) : requests(file));
  const targets: Following['targets'] = new WeakMap();
  const followed = () => {
    const { entries, rpcs } = findEntries({ tables, names, softened: requests }, isLive);
    return followWays(entries, { names, rpcs, softened, targets });
  };
  let visits = followed();
  return {
    onPath(file, span, now) {
      const node = nodeAt(tables, file, span);
      const ways = node ? visits.get(node.index) : undefined;
      if (!node || !ways) return undefined;
      const call = node.link.calls.find((each) => each.span.start === span.start);
      const by = call?.rpc === undefined ? undefined : calls(file);
      const found = ways
        .map((visit) => ({ visit, limit: limitAt(placed(visit, now), call?.passes, by) }))
        .sort((a, b) => rank(a) - rank(b) || a.visit.depth - b.visit.depth)[0];
      return found && pathOf(found.visit, found.limit, now);
    },
    reaches: (file) => (tables.byFile.get(file) ?? []).some(({ index }) => visits.has(index)),
    renew: tables.renew,
    follow() {
      visits = followed();
    },
  };
}

/** What ends the wait for a function, with its place as it is now. */
function placed(visit: Visit, now: (at: Place) => Place): Visit {
  return visit.at ? { ...visit, at: now(visit.at) } : visit;
}

/** What ends the wait at a call; `by` may give a deadline to all calls of its kind. */
function limitAt(visit: Visit, passes: Passed | undefined, by: string | undefined): Limit {
  const own = passes ? passed(visit, passes) : visit;
  return by !== undefined && own.limit === 'none'
    ? { limit: 'unknown', because: say('entries.may-set-a-deadline', { by }) }
    : own;
}

function rank({ visit, limit }: { visit: Visit; limit: Limit }): number {
  return (visit.entry.waits === 'user' ? 0 : 10) + order.indexOf(limit.limit);
}

/** The innermost function around a place, unless what is there runs beside it. */
function nodeAt({ byFile, facts }: Tables, file: string, { start, end }: Span): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (const node of byFile.get(file) ?? []) {
    const { span } = node.link;
    if (span.start > start || span.end < end) continue;
    if (!found || span.start >= found.link.span.start) found = node;
  }
  const from = found?.link.span.start ?? 0;
  const isApart = facts.get(file)?.apart.some((each) => each.start >= from && each.start <= start && end <= each.end);
  return isApart ? undefined : found;
}

function pathOf(visit: Visit, { limit, because, at, ms }: Limit, now: (at: Place) => Place): RequestPath {
  const steps: PathStep[] = [];
  let carrier: string | undefined;
  for (let each: Visit | undefined = visit; each; each = each.from) {
    if (each !== visit) carrier ??= each.node.link.carries;
    if (each.from && each.call)
      steps.unshift({
        ...now({ file: each.from.node.file, span: each.call.span }),
        words: say('paths.calls', { node: nameOf(each.node) }),
      });
  }
  const { entry } = visit;
  return {
    steps: [{ ...begin(entry, now), words: entry.words }, ...steps],
    waits: entry.waits,
    limit: limit === 'within' ? 'limited' : limit,
    because,
    ...(at ? { at } : {}),
    ...(ms === undefined ? {} : { limitMs: ms }),
    ...(carrier === undefined ? {} : { carrier }),
  };
}

function begin({ at }: Entry, now: (at: Place) => Place): Place {
  if ('span' in at) return now({ file: at.file, span: at.span });
  const { start } = at.link.span;
  return { file: at.file, span: { start, end: start + 1 } };
}

function nameOf({ link }: FunctionNode): string {
  if (link.name === '') return say('paths.a-function');
  return link.owner === undefined ? link.name : `${link.owner}.${link.name}`;
}
