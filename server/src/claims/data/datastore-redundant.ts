import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { TerraformResource } from '../../model/infrastructure-fact.ts';
import type { DeployedWorkload } from '../../model/production.ts';
import type { Located } from '../../model/rule.ts';
import { isOf } from '../../model/workload-of.ts';
import { podsOf } from '../../rules/vocabulary/workloads/replicas.ts';
import {
  decided,
  inProduction,
  isReleasedByCompose,
  notApplicable,
  open,
  placeOf,
  productionFacts,
  productionWorkloads,
  sharesNamespace,
} from '../deployed.ts';
import { nearestTo } from '../../rules/vocabulary/workloads/pods.ts';
import { agreed } from '../agreed.ts';
import { storesOf, type Store } from './stores.ts';

/** Each database of the service keeps its data on more than one member. */
export const datastoreRedundant: ClaimReader = {
  id: 'datastore-redundant',
  looks: 'Replicas of the databases that it uses: workloads, operator clusters, and high availability in Terraform.',
  read(view) {
    const stores = storesOf(view);
    const databases = stores.filter(({ cache }) => !cache);
    const [cache] = stores;
    if (databases.length > 0) return agreed(databases.map((store) => ofStore(store, view)));
    return cache
      ? open(
          `It uses ${cache.name}, which may only be a cache`,
          `Does the service work without ${cache.name}?`,
          cache.uses,
        )
      : notApplicable('It uses no datastore');
  },
};

function ofStore(store: Store, view: ServiceView): ClaimReading {
  const { cluster, workload, resources, name, uses } = store;
  if (cluster) {
    const { by, name: own, instances } = cluster.fact;
    const count = Number(instances?.text ?? Number.NaN);
    const ask = `How many instances does ${by} ${own} have in production?`;
    if (!instances || Number.isNaN(count))
      return open(`${by} ${own} does not set its number of instances`, ask, [placeOf(cluster, `${by} ${own}`)]);
    const at = {
      file: cluster.file,
      span: instances.span,
      message: `${by} ${own} has ${count} ${count === 1 ? 'instance' : 'instances'}`,
    };
    return decided(count >= 2 ? 'shown' : 'violated', [at]);
  }
  if (workload) return ofWorkload(workload, view);
  if (resources.length > 0)
    return agreed(
      resources.map((each) => ofResource(each, view)),
      'of several',
    );
  return open(`Could not determine where ${name} runs`, `Does ${name} survive the loss of one of its instances?`, uses);
}

/** What shows that the members of a store copy data among themselves. */
const replicating =
  /--replSet|--initial-cluster|--join[= ]|replicaof |slaveof |patroni|spilo|repmgr|galera|CASSANDRA_SEEDS|REPLICATION_MODE|REPLICA_SET|discovery[._]seed_hosts|cluster[._]initial_master_nodes|MARIADB_GALERA/i;

function ofWorkload(workload: DeployedWorkload, view: ServiceView): ClaimReading {
  const [first] = workload.environments;
  if (workload.kind === 'compose') {
    const ask = `Does ${workload.name} run on more than one host in production?`;
    const at = first ? [{ ...first.at, message: `${workload.name} is a single container in a compose file` }] : [];
    return isReleasedByCompose(view) && isInEach(workload, view)
      ? decided('violated', at)
      : open(`${workload.name} is only defined in a compose file`, ask, at);
  }
  const own = productionWorkloads(view, /./);
  const objects = view
    .inWorkspace('workload')
    .filter(
      (each) =>
        !each.fact.partial &&
        isOf(workload, { file: each.file, owner: each.fact }) &&
        inProduction(view, each) &&
        (own.length === 0 || own.some((located) => sharesNamespace(view, located, each))),
    );
  const ask = `Does ${workload.name} survive the loss of one of its pods?`;
  const nearest = own.flatMap(({ file }) => nearestTo(file, objects) ?? []);
  for (const located of [...nearest, ...objects]) {
    const pods = podsOf(located.fact, located.file, view);
    if (!pods) continue;
    const { count, by } = pods;
    const words = `${located.fact.workload} ${located.fact.name} runs ${count} ${count === 1 ? 'replica' : 'replicas'}`;
    const at = by
      ? placeOf(by, words)
      : { file: located.file, span: located.fact.replicas?.span ?? located.fact.span, message: words };
    if (count < 2) return decided('violated', [at]);
    const settings = [
      ...workload.containers.map(({ image = '' }) => image),
      ...[...workload.env].map(([key, { value }]) => `${key} ${value}`),
      ...view
        .inWorkspace('container')
        .filter(({ file, fact }) => file === located.file && isOf(workload, { file, owner: fact.owner }))
        .flatMap(({ fact }) => [...(fact.command ?? []), ...(fact.env ?? []).map((each) => each.name)]),
    ];
    const shows = settings.some((each) => replicating.test(`${each} `));
    return shows
      ? decided('shown', [{ ...at, message: `${words} with replication configured` }])
      : open(`${words}; could not determine whether they replicate`, ask, [at]);
  }
  return open(
    `Could not determine the number of instances of ${workload.name}`,
    ask,
    first ? [{ ...first.at, message: workload.name }] : [],
  );
}

/** Whether all compose files that start the service start the store, too: one that only some start is one of several. */
function isInEach(workload: DeployedWorkload, view: ServiceView): boolean {
  const files = new Set(workload.environments.map(({ at }) => at.file));
  return view
    .own('compose-service')
    .filter(({ file, fact }) => inProduction(view, { file, fact }))
    .every(({ file }) => files.has(file));
}

/** Where a resource says that it has a second member, and what it has when it says nothing (from the providers' documentation). */
const highlyAvailable: Readonly<
  Record<string, { readonly path: string; readonly yes: RegExp; readonly otherwise: boolean }>
> = {
  aws_db_instance: { path: 'multi_az', yes: /^true$/, otherwise: false },
  'module terraform-aws-modules/rds/aws': { path: 'multi_az', yes: /^true$/, otherwise: false },
  google_sql_database_instance: { path: 'settings.availability_type', yes: /^REGIONAL$/, otherwise: false },
  azurerm_postgresql_flexible_server: {
    path: 'high_availability.mode',
    yes: /^(ZoneRedundant|SameZone)$/,
    otherwise: false,
  },
  azurerm_mysql_flexible_server: {
    path: 'high_availability.mode',
    yes: /^(ZoneRedundant|SameZone)$/,
    otherwise: false,
  },
  digitalocean_database_cluster: { path: 'node_count', yes: /^([2-9]|\d\d+)$/, otherwise: false },
};

function ofResource(located: Located<TerraformResource>, view: ServiceView): ClaimReading {
  const { type, name, values, unknown } = located.fact;
  const words = `${type} ${name}`;
  const ask = `Does ${words} have a standby or a second instance?`;
  if (type === 'aws_dynamodb_table')
    return decided('shown', [placeOf(located, `${words} replicates across zones by default`)]);
  const known = highlyAvailable[type];
  if (!known) {
    const members = productionFacts(view, 'terraform-resource').filter(
      ({ fact }) => fact.type === 'aws_rds_cluster_instance',
    );
    return open(`${words} does not set its number of instances`, ask, [
      placeOf(located, words),
      ...members.map((each) => placeOf(each, `${each.fact.type} ${each.fact.name}`)),
    ]);
  }
  if (unknown.includes(known.path))
    return open(`${known.path} of ${words} is not a literal value`, ask, [placeOf(located, words)]);
  const value = values[known.path];
  const is = value ? known.yes.test(value.text) : known.otherwise;
  const message = value ? `${words} has ${known.path} = ${value.text}` : `${words} does not set ${known.path}`;
  return decided(is ? 'shown' : 'violated', [{ file: located.file, span: value?.span ?? located.fact.span, message }]);
}
