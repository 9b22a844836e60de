import type { DependencyKind, DeployedService, DeployedWorkload } from '../../model/production.ts';

/** What answers under a host. */
export interface Target {
  /** Name of a service; of the workload where it is none. */
  readonly name: string;
  readonly kind: DependencyKind;
  /** Image of the workload, for what runs the image of others. */
  readonly image?: string;
}

/** Finds what answers under a host (`stock`, `stock.shop`, `stock.shop.svc.cluster.local`), for a caller in a namespace where that matters. */
export type Hosts = (host: string, namespace?: string) => Target | undefined;

const datastores =
  /(^|[/-])(postgres(ql)?|postgis|timescaledb|pgbouncer|mysql|percona|mariadb|mongo(db)?|redis|valkey|keydb|dragonfly|memcached|elasticsearch|opensearch|cassandra|scylla|clickhouse(-server)?|etcd|minio|cockroach(db)?|influxdb|neo4j|couchdb|dynamodb(-local)?|mssql(\/server)?|azure-sql-edge|documentdb|cosmosdb|solr|meilisearch|typesense|qdrant|weaviate|milvus|vault|blobstore|object-?store)\d*([-:@]|$)/i;
const queues =
  /(^|[/-])(rabbitmq|kafka|cp-kafka|zookeeper|nats(-server)?|activemq|artemis|pulsar|redpanda|mosquitto|emqx|nsq|beanstalkd|elasticmq|localstack)\d*([-:@]|$)/i;

/** What an image of others is to those who call it. */
export function kindOfImage(image: string | undefined): DependencyKind {
  if (image !== undefined && queues.test(image)) return 'queue';
  return image !== undefined && datastores.test(image) ? 'datastore' : 'service';
}

/** What a workload that runs the image of others is to those who call it, by its image and by its name. */
function kindOfWorkload(name: string, image: string | undefined): DependencyKind {
  const kind = kindOfImage(image ?? name);
  return kind === 'service' && /(^|[-_.])(\w*sql|mongo)?(db|database)([-_]?v?\d+)?$/i.test(name) ? 'datastore' : kind;
}

/** Prepares the hosts of all workloads; a workload without a service is named by itself. */
export function openHosts(services: readonly DeployedService[], workloads: readonly DeployedWorkload[]): Hosts {
  const byWorkload = new Map(services.flatMap((service) => (service.workload ? [[service.workload, service]] : [])));
  const targets = new Map<string, Target>();
  /** Nodes of one cluster: workloads of one image that differ by their number. */
  const nodes = new Map<string, number>();
  const nodeOf = (name: string, image: string | undefined) => `${name.replace(/[-_]?\d+$/, '')}\t${image ?? ''}`;
  for (const { name, containers } of workloads) {
    const key = nodeOf(name, containers.find(({ image }) => image)?.image);
    if (!byWorkload.has(name)) nodes.set(key, (nodes.get(key) ?? 0) + 1);
  }
  for (const workload of workloads) {
    const service = byWorkload.get(workload.name);
    const image = workload.containers.find((container) => container.image !== undefined)?.image;
    const target: Target = service
      ? { name: service.name, kind: 'service' }
      : {
          name:
            (nodes.get(nodeOf(workload.name, image)) ?? 0) > 1 ? workload.name.replace(/[-_]?\d+$/, '') : workload.name,
          kind: kindOfWorkload(workload.name, image),
          ...(image === undefined ? {} : { image }),
        };
    for (const written of workload.hosts) {
      const host = written.toLowerCase();
      // Of several behind one host the one of that name is meant.
      if (!targets.has(host) || host === workload.name.toLowerCase()) targets.set(host, target);
    }
  }
  // What no manifest runs is reached by its name, wherever it is deployed.
  for (const { name, workload } of services)
    if (workload === undefined && !targets.has(name)) targets.set(name, { name, kind: 'service' });
  const find = (host: string, namespace?: string) => {
    // A name without dots is looked up in the caller's own namespace first.
    const near = namespace === undefined || host.includes('.') ? undefined : targets.get(`${host}.${namespace}`);
    if (near) return near;
    const inCluster = /^([^.]+)\.([^.]+)\.svc(\.|$)/.exec(host);
    const whole = inCluster ? `${inCluster[1] ?? ''}.${inCluster[2] ?? ''}` : host;
    return targets.get(host) ?? (inCluster ? (targets.get(whole) ?? targets.get(inCluster[1] ?? '')) : undefined);
  };
  return (written, namespace) => {
    const host = written.toLowerCase().replace(/\.$/, '');
    const behind = podName.exec(host);
    return find(host, namespace) ?? (behind ? find(behind[2] ?? '') : undefined);
  };
}

/** One pod of a StatefulSet, with the headless Service behind its name: `kafka-0.kafka`. */
export const podName = /^([a-z][a-z0-9-]*)-\d+\.([a-z][a-z0-9-]*(?:\..*)?)$/;

/** Names of variables whose value may be a host alone. */
const addressName =
  /(^|[_.-])(?:[a-z]+(?=host))?(host(name)?|addr(ess)?|ur[il]|endpoint|server|service|broker|bootstrap|target|upstream|backend|dsn|peer|seed|node|proxy|database|db|redis|kafka|mongo(db)?|postgres(ql)?|mysql|rabbitmq|amqp|memcached|collector|origin)s?([_.-](host(name)?|addr(ess)?|ur[il]|endpoint)s?)?$/i;

/** The hosts that a value may hold, as written: of URLs, of `host:port`, and all of it where its name says that it is an address. */
export function hostsIn(value: string, name?: string): string[] {
  const found = new Set<string>();
  const alone = name !== undefined && addressName.test(name);
  for (const piece of value.split(/[\s,;|"'()]+/)) {
    const written = piece.replace(/^[\w.-]{0,60}=(?=.)/, '');
    const url = /^(?:jdbc:|r2dbc:)?[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([\w.-]+)/i.exec(written)?.[1];
    const withPort = /^(?:[^@/]*@)?([a-zA-Z][\w.-]*):\d{2,5}(?:\/|$)/.exec(written)?.[1];
    const whole = alone && /^[a-zA-Z][\w.-]*$/.test(written) ? written : undefined;
    // Of `host=db user=…`, as libpq reads it, and of `Server=tcp:db,1433;…` or `Data Source=db;…`, as .NET does.
    const named = piece === written ? undefined : /^(?:host|server|source)=(?:tcp:)?([\w.-]+)$/i.exec(piece)?.[1];
    const host = url ?? withPort ?? named ?? whole;
    if (host !== undefined) found.add(host.toLowerCase());
  }
  return [...found];
}
