import type { CallLink, Passed } from '../../model/path-fact.ts';
import type { Entry } from './entries.ts';
import type { Meant, Names } from './names.ts';
import type { FunctionNode } from './tables.ts';
import type { Limit } from './limit.ts';
import { say } from '../../words/say.ts';

/** How a function is reached, and what ends the wait for it. */
export interface Visit extends Limit {
  readonly node: FunctionNode;
  readonly entry: Entry;
  /** How its caller was reached, and the call; absent where the request comes in. */
  readonly from?: Visit;
  readonly call?: CallLink;
  readonly depth: number;
}

/** Calls between where a request comes in and what is looked at; longer ways are not told. */
const maxSteps = 25;

export interface Following {
  readonly names: Names;
  /** The handlers of RPCs, by `Service.Method`. */
  readonly rpcs: ReadonlyMap<string, readonly FunctionNode[]>;
  /** What may give a deadline to calls of a file, and to requests that come in. */
  readonly softened: (file: string, what: 'calls' | 'requests') => string | undefined;
  /** What calls were found to mean before. */
  readonly targets: WeakMap<CallLink, Meant>;
}

/** All ways from entries: for each function the shortest with each kind of limit, nearest first. */
export function followWays(
  entries: readonly Entry[],
  { names, rpcs, softened, targets }: Following,
): ReadonlyMap<number, readonly Visit[]> {
  const visits = new Map<number, Visit[]>();
  const queue: Visit[] = [];
  const add = (visit: Visit) => {
    const known = visits.get(visit.node.index);
    // `limit` and who waits are all that a later call could tell apart.
    if (known?.some(({ limit, entry }) => limit === visit.limit && entry.waits === visit.entry.waits)) return;
    if (known) known.push(visit);
    else visits.set(visit.node.index, [visit]);
    queue.push(visit);
  };
  for (const entry of entries) for (const node of entry.nodes) add({ node, entry, ...entry.limit, depth: 0 });
  const targetsOf = (file: string, call: CallLink) => {
    const known = targets.get(call);
    if (known) return known;
    const found = call.rpc === undefined ? names.meant(file, call.to ?? '#') : { nodes: rpcs.get(call.rpc) ?? [] };
    targets.set(call, found);
    return found;
  };
  // The list grows while it is gone through.
  for (const visit of queue) {
    if (visit.depth >= maxSteps) continue;
    for (const call of visit.node.link.calls) {
      if (call.to === undefined && call.rpc === undefined) continue;
      const { nodes, vague } = targetsOf(visit.node.file, call);
      for (const node of nodes) {
        if (node === visit.node || (call.loose && node.link.async)) continue;
        const entered = entering(visit, { call, node });
        const by = call.rpc === undefined ? undefined : softenedBy(visit, node, softened);
        const limit =
          by === undefined || entered.limit !== 'none' ? entered : unknown(say('entries.may-set-a-deadline', { by }));
        const lost: Limit = {
          limit: 'unknown',
          because: say('ways.a-call-of-may-reach', { name: node.link.name }),
        };
        const kept = vague && limit.limit !== 'within' ? lost : limit;
        add({ node, entry: visit.entry, from: visit, call, ...kept, depth: visit.depth + 1 });
      }
    }
  }
  return visits;
}

function softenedBy(visit: Visit, node: FunctionNode, softened: Following['softened']): string | undefined {
  return softened(visit.node.file, 'calls') ?? softened(node.file, 'requests');
}

/** What a called function gets of the limit of its caller. */
function entering(visit: Visit, { call, node }: { call: CallLink; node: FunctionNode }): Limit {
  const { carries, carriesDefault } = node.link;
  if (visit.limit === 'within') return limitOf(visit);
  if (call.passes) return passed(visit, call.passes);
  if (carries === undefined) return limitOf(visit);
  if (node.language === 'go') return unknown(say('ways.its-context-could-not-be'));
  if ((call.positions ?? 0) > (node.link.carriedAt ?? 0))
    return unknown(say('ways.the-value-of-could-not', { carries }));
  if (typeof carriesDefault === 'number')
    return {
      limit: 'limited',
      because: say('ways.is-by-default', { carries, carriesDefault: seconds(carriesDefault) }),
      ms: carriesDefault,
    };
  if (carriesDefault === 'unknown') return unknown(say('ways.the-default-of-could-not', { carries }));
  return { limit: 'none', because: say('ways.no-caller-passes', { carries }) };
}

/** What a call that is given this waits for at most. */
export function passed(visit: Visit, { is, by, at, ms }: Passed): Limit {
  if (visit.limit === 'within') return limitOf(visit);
  const place = at ? { at: { file: visit.node.file, span: at } } : {};
  switch (is) {
    case 'own':
      return limitOf(visit);
    case 'fresh':
      return { limit: 'none', because: say('ways.has-no-deadline', { by: by ?? say('late-checks.the-call') }) };
    case 'unknown':
      return unknown(say('ways.the-propagated-value-could-not'));
    default: {
      const gives = say('ways.sets', {
        by: by ?? say('late-checks.the-call'),
        value: ms === undefined ? say('ways.a-deadline') : seconds(ms),
      });
      const limit = is === 'within' ? 'within' : 'limited';
      return { limit, because: gives, ...place, ...(ms === undefined ? {} : { ms }) };
    }
  }
}

function limitOf({ limit, because, at, ms }: Limit): Limit {
  return { limit, because, ...(at ? { at } : {}), ...(ms === undefined ? {} : { ms }) };
}

function unknown(because: string): Limit {
  return { limit: 'unknown', because };
}

function seconds(ms: number): string {
  return ms >= 1000 ? `${ms / 1000} s` : say('waits.ms', { ms });
}
