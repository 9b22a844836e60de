import type { PathStep, ProductionPicture, RequestPath } from '../../model/production.ts';
import type { Passed } from '../../model/path-fact.ts';
import type { Span } from '../../model/span.ts';
import type { ProductionInput } from '../input.ts';
import { isDeployed } from '../standing.ts';
import { openModules } from '../modules/modules.ts';
import { findEntries, openSoftened } from './entries.ts';
import { openNames } from './names.ts';
import { openTables, type FunctionNode, type Tables } from './tables.ts';
import { followWays, passed, type Limit, type Visit } from './ways.ts';

/** How requests reach the places of a workspace. */
export interface RequestPaths {
  onPath(file: string, span: Span): RequestPath | undefined;
}

/** The worst that is known for sure comes first: a way without a limit is a fault, whatever other ways have. */
const order = ['none', 'unknown', 'limited', 'within'];

/** Draws the ways of requests through the programs that serve or work in production. */
export function drawPaths(
  input: Pick<ProductionInput, 'paths' | 'facts'>,
  { programs, standing }: Pick<ProductionPicture, 'programs' | 'standing'>,
): RequestPaths {
  const deployed = new Set(programs.filter(({ starts }) => starts.some(isDeployed)).flatMap(({ files }) => [...files]));
  const isLive = (file: string) => {
    const own = standing.get(file)?.standing;
    // What could not be determined counts as deployed; what is deployed and takes requests serves, whatever starts its server.
    return own === 'serves' || own === 'works' || own === 'unknown' || (own === 'operates' && deployed.has(file));
  };
  const tables = openTables(input.facts('functions'));
  const names = openNames(tables, openModules(input), isLive);
  const { entries, rpcs } = findEntries({ tables, names, programs }, isLive);
  const [calls, requests] = [openSoftened(tables, programs, 'calls'), openSoftened(tables, programs, 'requests')];
  const softened = (file: string, what: 'calls' | 'requests') => (what === 'calls' ? calls(file) : requests(file));
  const visits = followWays(entries, { names, rpcs, softened });
  return {
    onPath(file, span) {
      const node = nodeAt(tables, file, span);
      const ways = node ? visits.get(node.index) : undefined;
      if (!node || !ways) return undefined;
      const call = node.link.calls.find((each) => each.span.start === span.start);
      const by = call?.rpc === undefined ? undefined : calls(file);
      const found = ways
        .map((visit) => ({ visit, limit: limitAt(visit, call?.passes, by) }))
        .sort((a, b) => rank(a) - rank(b) || a.visit.depth - b.visit.depth)[0];
      return found && pathOf(found.visit, found.limit);
    },
  };
}

/** What ends the wait at a call; `by` may give a deadline to all calls of its kind. */
function limitAt(visit: Visit, passes: Passed | undefined, by: string | undefined): Limit {
  const own = passes ? passed(visit, passes) : visit;
  return by !== undefined && own.limit === 'none' ? { limit: 'unknown', because: `${by} may give a deadline` } : own;
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

function pathOf(visit: Visit, { limit, because, at, ms }: Limit): RequestPath {
  const steps: PathStep[] = [];
  let carrier: string | undefined;
  for (let each: Visit | undefined = visit; each; each = each.from) {
    if (each !== visit) carrier ??= each.node.link.carries;
    if (each.from && each.call)
      steps.unshift({ file: each.from.node.file, span: each.call.span, words: `calls ${nameOf(each.node)}` });
  }
  const { entry } = visit;
  return {
    steps: [{ ...entry.at, words: entry.words }, ...steps],
    waits: entry.waits,
    limit: limit === 'within' ? 'limited' : limit,
    because,
    ...(at ? { at } : {}),
    ...(ms === undefined ? {} : { limitMs: ms }),
    ...(carrier === undefined ? {} : { carrier }),
  };
}

function nameOf({ link }: FunctionNode): string {
  if (link.name === '') return 'a function';
  return link.owner === undefined ? link.name : `${link.owner}.${link.name}`;
}
