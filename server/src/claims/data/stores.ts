import type { ServiceView } from '../../model/claim.ts';
import type { DatabaseCluster, TerraformResource } from '../../model/infrastructure-fact.ts';
import type { DeployedWorkload } from '../../model/production.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import { isOfProduct } from '../../production/dependencies/stores.ts';
import { isOnlyComposed, picturedWorkloads, productionContainers, productionFacts } from '../deployed.ts';

/** Something that keeps data for the service. */
export interface Store {
  /** As the service names it. */
  readonly name: string;
  /** It may hold copies only: what is lost in it may be made again. */
  readonly cache: boolean;
  /** Where the service is seen to use it. */
  readonly uses: readonly Related[];
  readonly workload?: DeployedWorkload;
  readonly cluster?: Located<DatabaseCluster>;
  /** What Terraform makes that may be it: of several none is known to be. */
  readonly resources: readonly Located<TerraformResource>[];
}

const caches = /redis|memcache|valkey|keydb|dragonfly|cache/i;

/** What operators append to a cluster's name in the names of its Services and Secrets. */
const ends =
  /-(rw|ro|r|pooler(-rw|-ro)?|primary|replicas?|pgbouncer|ha|pxc|haproxy|proxysql|rs0|mongos|svc|app|superuser|pguser-.+|repl|instances)$/;

const databaseResources =
  /^(aws_(db_instance|rds_cluster|docdb_cluster|dynamodb_table)|google_sql_database_instance|azurerm_(postgresql|mysql)_flexible_server|azurerm_mssql_database|digitalocean_database_cluster|module terraform-aws-modules\/rds(-aurora)?\/aws)$/;

/** The stores of the service: those that its picture shows, those whose Secrets it takes, and one that its code calls. */
export function storesOf(view: ServiceView): readonly Store[] {
  const { picture, service } = view;
  const clusters = productionFacts(view, 'database-cluster');
  const found = new Map<string, Store>();
  for (const { from, to, kind, via, places } of picture.dependencies) {
    const workload = workloadOf(view, to);
    const image = workload?.containers.map((each) => each.image ?? '').join(' ') ?? '';
    const cluster = clusters.find(({ fact }) => isNamed(to, fact.name));
    if (from !== service.name || (kind !== 'datastore' && !cluster)) continue;
    const uses = places.map((place) => ({ ...place, message: `${service.name} uses ${to} (${via})` }));
    found.set(cluster?.fact.name ?? workload?.name ?? to, {
      name: to,
      cache: !cluster && caches.test(`${to} ${via} ${image}`),
      uses,
      resources: [],
      ...(workload ? { workload } : {}),
      ...(cluster ? { cluster } : {}),
    });
  }
  for (const cluster of clusters) {
    const use = found.has(cluster.fact.name) ? undefined : useOf(view, cluster.fact.name);
    if (use)
      found.set(cluster.fact.name, { name: cluster.fact.name, cache: false, uses: [use], resources: [], cluster });
  }
  // A library says that there is a product; where it runs, when this is seen, says more.
  const placed = [...found.values()].filter(({ workload, cluster }) => workload ?? cluster);
  const stores = [...found.values()].filter(
    (each) => placed.includes(each) || !placed.some((other) => isProduct(each.name, other)),
  );
  const trait = view.profile.traits.find(({ id }) => id === 'datastore');
  const named = stores.some(({ cache }) => !cache) ? undefined : databaseIn(view);
  if (named) stores.push({ name: 'its database', cache: false, uses: [named], resources: [] });
  else if (!stores.some(({ cache }) => !cache) && trait)
    stores.push({
      name: 'its datastore',
      cache: false,
      uses: trait.at ? [{ ...trait.at, message: `${service.name} uses a datastore: ${trait.because}` }] : [],
      resources: [],
    });
  return stores.map((store) =>
    (store.workload ?? store.cluster ?? (store.cache || undefined))
      ? store
      : { ...store, resources: resourcesFor(store, view) },
  );
}

/** The host of an operator's Service, or the name of its Secret, names the cluster. */
function isNamed(host: string, cluster: string): boolean {
  const [label = ''] = host.replace(/^[a-z+]+:\/\//, '').split(/[.:/]/);
  return label === cluster || label.replace(ends, '') === cluster;
}

/** The workload of a store; one of a compose file tells nothing of a service that runs elsewhere. */
function workloadOf(view: ServiceView, name: string): DeployedWorkload | undefined {
  const service = view.picture.services.find((each) => each.name === name);
  const found = view.picture.workloads.find((each) => each.name === (service?.workload ?? name));
  return found?.kind === 'compose' && !isOnlyComposed(view) ? undefined : found;
}

/** Whether a store that is seen to run is the product that a library speaks to. */
function isProduct(product: string, { workload, cluster }: Store): boolean {
  const by = cluster?.fact.by.replace(/PG/, 'Postgres').replace(/XtraDB|InnoDB/, 'MySQL') ?? '';
  const images = workload?.containers.map(({ image }) => image ?? '') ?? [];
  return [by, ...images].some((each) => each !== '' && isOfProduct(product, each));
}

/** Where the service takes a Secret that the operator of a cluster makes, or a host that it names. */
function useOf(view: ServiceView, cluster: string): Related | undefined {
  for (const { file, fact } of productionContainers(view))
    for (const { from } of fact.env ?? []) {
      const secret = /^Secret (.+)$/.exec(from ?? '')?.[1];
      if (secret !== undefined && secret !== cluster && isNamed(secret, cluster))
        return { file, span: fact.span, message: `${fact.name} uses Secret ${secret}` };
    }
  for (const { env } of picturedWorkloads(view))
    for (const [name, { value, at }] of env)
      if (hostsIn(value).some((host) => isNamed(host, cluster)))
        return { ...at, message: `${name} refers to ${cluster}` };
  return undefined;
}

/** Variables that only what speaks to a database needs. */
const databaseVariables =
  /(^|_)(DATABASE|DB|POSTGRES(QL)?|PG|MYSQL|MARIADB|MONGO(DB)?)_?(URL|URI|DSN|HOST(NAME)?|SERVER|ADDR(ESS)?|USER(NAME)?|PASS(WORD)?)$/;

/** Where a container of the service is given the way to a database that nothing else names. */
function databaseIn(view: ServiceView): Related | undefined {
  for (const { file, fact } of productionContainers(view))
    for (const { name } of fact.env ?? [])
      if (databaseVariables.test(name)) return { file, span: fact.span, message: `${fact.name} is given ${name}` };
  return undefined;
}

/** The hosts of a value: the value itself, or those of the addresses in it. */
function hostsIn(value: string): readonly string[] {
  return value.split(',').map((each) => each.trim().replace(/^[a-z][\w+.-]*:\/\/(?:[^/@\s]*@)?/i, ''));
}

/** The databases of Terraform that may be a store: those that are named so, else those beside the service, else all. */
function resourcesFor({ name }: Store, view: ServiceView): readonly Located<TerraformResource>[] {
  const isDynamo = /dynamo/i.test(name);
  const all = productionFacts(view, 'terraform-resource').filter(
    ({ fact: { type } }) => databaseResources.test(type) && (type === 'aws_dynamodb_table') === isDynamo,
  );
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const hosts = picturedWorkloads(view).flatMap(({ env }) => [...env.values()].map(({ value }) => plain(value)));
  const named = all.filter(({ fact }) => {
    const own = [
      fact.name,
      fact.values['identifier']?.text,
      fact.values['name']?.text,
      fact.values['cluster_identifier']?.text,
    ];
    return own.some((each) => {
      const word = plain(each ?? '');
      return (
        word.length > 2 &&
        (contains(word, plain(view.service.name)) ||
          contains(plain(name), word) ||
          hosts.some((host) => contains(host, word)))
      );
    });
  });
  if (named.length > 0) return named;
  const beside = new Set(view.own('terraform-resource').map(({ fact }) => fact));
  const own = all.filter(({ fact }) => beside.has(fact));
  return own.length > 0 ? own : all;
}

/** Whether a name is among the parts of another. */
function contains(whole: string, part: string): boolean {
  return part !== '' && `-${whole}-`.includes(`-${part}-`);
}
