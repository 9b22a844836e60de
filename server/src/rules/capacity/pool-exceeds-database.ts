import type { ConnectionPool } from '../../model/code-fact.ts';
import type { DeployedWorkload, ProductionPicture } from '../../model/production.ts';
import { rule, type RuleContext } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import { allowedBy, databaseOf, isPooler, type Allowed } from '../vocabulary/dependencies/databases.ts';
import { edgesFrom, oncePerPicture, workloadOf } from '../vocabulary/picture.ts';
import { openingOf, type Opening } from '../vocabulary/dependencies/pools.ts';
import { say } from '../../words/say.ts';

export const poolExceedsDatabase = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'cross',
  since: '0.5.0',
  fix: 'none',
  reads: ['connection-pool'],
  check(pool, context) {
    const picture = context.production();
    // A pool of connections to a file is none of the database's.
    if (!picture || /sqlite/i.test(context.file)) return;
    const said = judged(picture, context).get(pool);
    if (!said) return;
    const evidence = { related: said.places };
    if (said.verdict === 'violated') context.violated(pool.span, said.message, evidence);
    else if (said.verdict === 'shown') context.shown(pool.span, said.message, evidence);
    else context.cannotTell(pool.span, said.message, said.ask, evidence);
  },
});

interface Said {
  readonly verdict: 'violated' | 'shown' | 'cannot tell';
  readonly message: string;
  readonly ask: string;
  readonly places: readonly Related[];
}

/** One judgement a database, on the pool that opens most. */
const judged = oncePerPicture(['connection-pool', 'container', 'workload', 'compose-service'], judgeAll);

function judgeAll(picture: ProductionPicture, context: RuleContext): ReadonlyMap<ConnectionPool, Said> {
  const found = new Map<ConnectionPool, Said>();
  const poolers = new Set(picture.workloads.filter(isPooler).map(({ name }) => name));
  const isPooled = (service: ProductionPicture['services'][number]) => {
    const own = workloadOf(picture, service);
    return (
      (own && isPooler(own)) ||
      edgesFrom(picture, service.name).some(({ to }) => poolers.has(to) || isPooler({ name: to, containers: [] }))
    );
  };
  for (const workload of picture.workloads) {
    const database = databaseOf(workload);
    if (!database || poolers.has(workload.name)) continue;
    const openings = picture.services
      .filter(
        (service) => edgesFrom(picture, service.name).some(({ to }) => to === workload.name) && !isPooled(service),
      )
      .map((service) => openingOf(service, { picture, context, product: database.product }));
    const largest = openings.filter(({ pool }) => pool).toSorted((a, b) => (b.sum ?? 0) - (a.sum ?? 0))[0];
    const fact = largest?.pool?.fact;
    if (!fact || found.get(fact)?.verdict === 'violated') continue;
    found.set(fact, judge(workload, openings, allowedBy(workload, context)));
  }
  return found;
}

function judge(
  { name, environments }: DeployedWorkload,
  openings: readonly Opening[],
  allowed: Allowed | undefined,
): Said {
  const known = openings.filter(({ sum }) => sum !== undefined).toSorted((a, b) => (b.sum ?? 0) - (a.sum ?? 0));
  const sum = known.reduce((total, each) => total + (each.sum ?? 0), 0);
  const limit =
    allowed &&
    say(allowed.isDefault ? 'pool-exceeds-database.of-default' : 'joint.of', {
      part: allowed.count,
      whole: name,
    });
  const at = allowed?.at ?? environments[0]?.at;
  const places: Related[] = [
    ...openings.flatMap((each) => each.places).slice(0, 12),
    ...(at
      ? [
          {
            ...at,
            message: allowed
              ? say(
                  allowed.isDefault
                    ? 'pool-exceeds-database.max-connections-the-default'
                    : 'pool-exceeds-database.max-connections',
                  { count: allowed.count },
                )
              : name,
          },
        ]
      : []),
  ];
  const terms = known.map(({ service, words }) => `${service} ${words}`).join(' + ');
  const total =
    terms.length <= 44
      ? say('pool-exceeds-database.connections', { terms, sum })
      : say('pool-exceeds-database.services-open-connections', { count: known.length, sum });
  if (allowed && sum > allowed.count)
    return {
      verdict: 'violated',
      message: say('pool-exceeds-database.new-ones-are-refused', { total, limit }),
      ask: '',
      places,
    };
  const open = openings.find(({ sum: own, isLower }) => own === undefined || isLower);
  if (!allowed) {
    const ask = say('pool-exceeds-database.what-is-max-connections-of', { name });
    return {
      verdict: 'cannot tell',
      message: say('pool-exceeds-database.max-connections-of-could-not', { name }),
      ask,
      places,
    };
  }
  if (open) {
    const ask = say('pool-exceeds-database.how-many-connections-can-open', { service: open.service });
    const message = say('pool-exceeds-database.the-connection-limit-of-to', { service: open.service, name });
    return { verdict: 'cannot tell', message, ask, places };
  }
  return { verdict: 'shown', message: say('joint.at-most', { one: total, other: limit }), ask: '', places };
}
