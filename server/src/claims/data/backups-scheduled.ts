import type { Container } from '../../model/artefact-fact.ts';
import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { TerraformResource } from '../../model/infrastructure-fact.ts';
import type { Located } from '../../model/rule.ts';
import { isOf } from '../../model/workload-of.ts';
import { namespacesOf } from '../../rules/vocabulary/workloads/kustomize.ts';
import { decided, inProduction, notApplicable, open, placeOf, productionFacts, sharesNamespace } from '../deployed.ts';
import { agreed } from '../agreed.ts';
import { storesOf, type Store } from './stores.ts';

/** Something backs up the data of the service on a schedule. */
export const backupsScheduled: ClaimReader = {
  id: 'backups-scheduled',
  looks:
    'Backups of the databases that it uses: CronJobs, operators, Velero schedules, and backup retention in Terraform.',
  read(view) {
    const stores = storesOf(view);
    const databases = stores.filter(({ cache }) => !cache);
    const [cache] = stores;
    if (databases.length > 0) return agreed(databases.map((store) => ofStore(store, view)));
    return cache
      ? open(
          `It uses ${cache.name}, which may only be a cache`,
          `Does ${cache.name} hold data that cannot be recreated?`,
          cache.uses,
        )
      : notApplicable('It uses no datastore');
  },
};

function ofStore(store: Store, view: ServiceView): ClaimReading {
  const { cluster, workload, resources, name, uses } = store;
  if (cluster) {
    const { fact } = cluster;
    const words = `${fact.by} ${fact.name}`;
    if (fact.backup === 'present')
      return decided('shown', [
        {
          file: cluster.file,
          span: fact.backupAt ?? fact.span,
          message: `${words} has its own backup schedule`,
        },
      ]);
    const schedule = productionFacts(view, 'backup-schedule').find(
      (each) =>
        each.fact.covers === 'database' && each.fact.of.includes(fact.name) && sharesNamespace(view, cluster, each),
    );
    if (schedule)
      return decided(schedule.fact.suspended ? 'violated' : 'shown', [
        placeOf(
          schedule,
          `${schedule.fact.by} ${schedule.fact.name} ${schedule.fact.suspended ? 'is suspended' : `backs up ${fact.name}`}`,
        ),
      ]);
  }
  const dump = dumpOf(store, view);
  if (dump) return dump;
  const copied = namespaceBackup(store, view);
  if (copied) return copied;
  if (!cluster && !workload && resources.length > 0) return agreed(resources.map(ofResource), 'of several');
  return open(
    `No backup of ${name} found`,
    `What backs up ${name}?`,
    cluster ? [placeOf(cluster, `${cluster.fact.by} ${cluster.fact.name}`)] : uses,
  );
}

/** Programs that copy the data of a database, and images that do nothing else. */
const dumps =
  /\b(pg_dump(all)?|pg_basebackup|mysqldump|mariadb-dump|mydumper|xtrabackup|mariabackup|mongodump|redis-cli\b.*--rdb|etcdctl\b.*snapshot save|wal-g backup-push|wal-e backup-push|barman backup|pgbackrest\b.*\bbackup)\b/;
const backupImages = /postgres-backup|mysql-backup|mongodb?-backup|db-backup|docker-volume-backup/i;

/** A CronJob that dumps the store, by its host. */
function dumpOf({ name, workload, cluster }: Store, view: ServiceView): ClaimReading | undefined {
  const hosts = new Set([
    name,
    ...(workload ? [workload.name, ...workload.hosts] : []),
    ...(cluster ? [cluster.fact.name] : []),
  ]);
  const jobs = view
    .inWorkspace('container')
    .filter(
      ({ file, fact }) =>
        fact.owner.workload === 'CronJob' &&
        !fact.partial &&
        (dumps.test((fact.command ?? []).join(' ')) || backupImages.test(fact.image?.text ?? '')) &&
        [...hosts].some((host) => mentions(fact, host)) &&
        inProduction(view, { file, fact: fact.owner }),
    );
  const [first] = jobs;
  if (!first) return undefined;
  const owner = view
    .inWorkspace('workload')
    .find(
      ({ file, fact }) => file === first.file && fact.workload === 'CronJob' && fact.name === first.fact.owner.name,
    );
  return owner?.fact.job?.suspended
    ? decided('violated', [placeOf(owner, `CronJob ${owner.fact.name} backs up ${name} but is suspended`)])
    : decided('shown', [placeOf(owner ?? first, `CronJob ${first.fact.owner.name} backs up ${name}`)]);
}

function mentions({ command = [], env = [] }: Container, host: string): boolean {
  const whole = new RegExp(`(^|[^\\w-])${host.replace(/[^\w.-]/g, '')}($|[^\\w-])`);
  return [...command, ...env.flatMap(({ value }) => value ?? [])].some((each) => whole.test(each));
}

/** A schedule of Velero for the namespace that the store runs in. */
function namespaceBackup({ workload, cluster }: Store, view: ServiceView): ClaimReading | undefined {
  const objects = [
    ...(cluster ? [cluster] : []),
    ...(workload ? view.inWorkspace('workload').filter(({ file, fact }) => isOf(workload, { file, owner: fact })) : []),
  ];
  const namespaces = new Set(
    objects.flatMap(({ file, fact }) => namespacesOf({ file, namespace: fact.namespace }, view)),
  );
  const [namespace, ...others] = [...namespaces];
  if (namespace === undefined || others.length > 0) return undefined;
  const found = productionFacts(view, 'backup-schedule').find(
    (each) =>
      each.fact.covers === 'namespaces' &&
      !each.fact.partial &&
      (each.fact.of.includes(namespace) || each.fact.of.includes('*')) &&
      !each.fact.without.includes(namespace),
  );
  if (!found) return undefined;
  const words = `${found.fact.by} ${found.fact.name}`;
  return found.fact.suspended
    ? decided('violated', [placeOf(found, `${words} is paused`)])
    : decided('shown', [placeOf(found, `${words} backs up the namespace ${namespace}`)]);
}

/** Where a resource says that it is backed up, and what it does when it says nothing (from the providers' documentation). */
const backedUp: Readonly<Record<string, { readonly path: string; readonly no: RegExp; readonly otherwise: boolean }>> =
  {
    aws_db_instance: { path: 'backup_retention_period', no: /^0$/, otherwise: false },
    // A cluster of Aurora keeps one day by default, and cannot keep none.
    aws_rds_cluster: { path: 'backup_retention_period', no: /^0$/, otherwise: true },
    aws_docdb_cluster: { path: 'backup_retention_period', no: /^0$/, otherwise: true },
    aws_dynamodb_table: { path: 'point_in_time_recovery.enabled', no: /^false$/, otherwise: false },
    google_sql_database_instance: { path: 'settings.backup_configuration.enabled', no: /^false$/, otherwise: false },
    // Azure backs up each day and keeps seven by default.
    azurerm_postgresql_flexible_server: { path: 'backup_retention_days', no: /^0$/, otherwise: true },
    azurerm_mysql_flexible_server: { path: 'backup_retention_days', no: /^0$/, otherwise: true },
    azurerm_mssql_database: { path: 'short_term_retention_policy.retention_days', no: /^0$/, otherwise: true },
    'module terraform-aws-modules/rds-aurora/aws': { path: 'backup_retention_period', no: /^0$/, otherwise: true },
  };

function ofResource(located: Located<TerraformResource>): ClaimReading {
  const { type, name, values, unknown } = located.fact;
  const words = `${type} ${name}`;
  const known = backedUp[type];
  const value = known ? values[known.path] : undefined;
  if (!known || unknown.includes(known.path))
    return open(
      known ? `${known.path} of ${words} is not a literal value` : `No backup of ${words} found`,
      `What backs up ${words}?`,
      [placeOf(located, words)],
    );
  const is = value ? !known.no.test(value.text) : known.otherwise;
  const message = value
    ? `${words} has ${known.path} = ${value.text}`
    : `${words} does not set ${known.path}; ${is ? 'the default is daily backups' : 'the default is no backups'}`;
  return decided(is ? 'shown' : 'violated', [{ file: located.file, span: value?.span ?? located.fact.span, message }]);
}
