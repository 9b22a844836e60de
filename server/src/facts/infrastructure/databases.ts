import type { BackupSchedule, DatabaseCluster } from '../../model/infrastructure-fact.ts';
import type { Presence } from '../../model/observation.ts';
import { dig, entriesOf, entryOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from '../artefacts/artefact.ts';
import { nameOf, namespaceOf, nameSpan } from './objects.ts';

interface Operator {
  readonly group: RegExp;
  readonly kind: string;
  readonly by: string;
  /** Where the number of members is written. */
  readonly instances: readonly (readonly string[])[];
  /** Whether its backups run on a schedule, and where that is written. */
  readonly backup: (spec: YamlNode | undefined) => { readonly is: Presence; readonly at?: YamlEntry | undefined };
}

const never = () => ({ is: 'absent' as const });

/** Present where an entry below a path has a schedule. */
function scheduled(...path: readonly string[]) {
  return (spec: YamlNode | undefined) => {
    const list = dig(spec, ...path);
    const at = entryOf(dig(spec, ...path.slice(0, -1)), path.at(-1) ?? '');
    const items = [...itemsOf(list), ...entriesOf(list).flatMap(({ value }) => value ?? [])];
    const active = items.some(
      (each) =>
        (textOf(dig(each, 'schedule')) ?? textOf(dig(each, 'full')) ?? textOf(dig(each, 'incremental'))) !==
          undefined && textOf(dig(each, 'enabled')) !== 'false',
    );
    return { is: active ? ('present' as const) : ('absent' as const), at };
  };
}

/** Databases that operators run, from the documentation of their resources. */
const operators: readonly Operator[] = [
  // cloudnative-pg.io: archiving of the log runs without a schedule, base backups need a ScheduledBackup.
  {
    group: /^postgresql\.cnpg\.io$/,
    kind: 'Cluster',
    by: 'CloudNativePG Cluster',
    instances: [['instances']],
    backup: never,
  },
  // Zalando's operator takes logical backups on a schedule of its own where this is switched on.
  {
    group: /^acid\.zalan\.do$/,
    kind: 'postgresql',
    by: 'Zalando postgresql',
    instances: [['numberOfInstances']],
    backup(spec) {
      const at = entryOf(spec, 'enableLogicalBackup');
      return { is: textOf(at?.value) === 'true' ? 'present' : 'absent', at };
    },
  },
  {
    group: /^postgres-operator\.crunchydata\.com$/,
    kind: 'PostgresCluster',
    by: 'Crunchy PostgresCluster',
    instances: [['instances', '0', 'replicas']],
    backup(spec) {
      const at = entryOf(dig(spec, 'backups'), 'pgbackrest');
      const repos = itemsOf(dig(at?.value, 'repos'));
      const active = repos.some((repo) => entriesOf(dig(repo, 'schedules')).length > 0);
      return { is: active ? 'present' : 'absent', at };
    },
  },
  {
    group: /^pgv2\.percona\.com$/,
    kind: 'PerconaPGCluster',
    by: 'PerconaPGCluster',
    instances: [['instances', '0', 'replicas']],
    backup(spec) {
      const at = entryOf(dig(spec, 'backups'), 'pgbackrest');
      const active = itemsOf(dig(at?.value, 'repos')).some((repo) => entriesOf(dig(repo, 'schedules')).length > 0);
      return { is: active ? 'present' : 'absent', at };
    },
  },
  {
    group: /^pxc\.percona\.com$/,
    kind: 'PerconaXtraDBCluster',
    by: 'PerconaXtraDBCluster',
    instances: [['pxc', 'size']],
    backup: scheduled('backup', 'schedule'),
  },
  {
    group: /^psmdb\.percona\.com$/,
    kind: 'PerconaServerMongoDB',
    by: 'PerconaServerMongoDB',
    instances: [['replsets', '0', 'size']],
    backup: scheduled('backup', 'tasks'),
  },
  {
    group: /^mysql\.oracle\.com$/,
    kind: 'InnoDBCluster',
    by: 'InnoDBCluster',
    instances: [['instances']],
    backup: scheduled('backupSchedules'),
  },
  { group: /^k8s\.mariadb\.com$/, kind: 'MariaDB', by: 'MariaDB', instances: [['replicas']], backup: never },
  {
    group: /^mongodbcommunity\.mongodb\.com$/,
    kind: 'MongoDBCommunity',
    by: 'MongoDBCommunity',
    instances: [['members']],
    backup: never,
  },
];

/** Kinds of object that are a database which an operator runs. */
export const databaseKinds = [...new Set(operators.map(({ kind }) => kind))];

/** A cluster of a database. */
export function databaseCluster(
  artefact: Artefact,
  { group, kind }: { group: string; kind: string },
): DatabaseCluster[] {
  const operator = operators.find((each) => each.kind === kind && each.group.test(group));
  if (!operator) return [];
  const spec = dig(artefact.root, 'spec');
  const instances = operator.instances.flatMap((path) => placedText(artefact, walk(spec, path)) ?? [])[0];
  const { is, at } = operator.backup(spec);
  return [
    {
      kind: 'database-cluster',
      span: nameSpan(artefact),
      by: operator.by,
      name: nameOf(artefact),
      ...namespaceOf(artefact),
      ...(instances ? { instances } : {}),
      backup: is,
      ...(at?.key ? { backupAt: placed(artefact, at.key.span) } : {}),
    },
  ];
}

/** The node below a path of keys, and of positions in lists. */
function walk(node: YamlNode | undefined, path: readonly string[]): YamlNode | undefined {
  return path.reduce((at, key) => (/^\d+$/.test(key) ? itemsOf(at)[Number(key)] : dig(at, key)), node);
}

/** Resources that hold the data of a workload, as Velero names them. */
const volumes = /^(persistentvolume(claim)?s?|pvcs?|pvs?)$/i;

/** Kinds of object that back up on a schedule. */
export const backupKinds = ['Schedule', 'ScheduledBackup', 'Backup'];

/** A schedule of Velero, of CloudNativePG or of the MariaDB operator. */
export function backupSchedule(artefact: Artefact, { group, kind }: { group: string; kind: string }): BackupSchedule[] {
  const spec = dig(artefact.root, 'spec');
  const common = {
    kind: 'backup-schedule',
    span: nameSpan(artefact),
    name: nameOf(artefact),
    ...namespaceOf(artefact),
  } as const;
  const suspended = ['suspend', 'paused'].some((key) => textOf(dig(spec, key)) === 'true');
  const state = suspended ? ({ suspended: true } as const) : {};
  if (group === 'velero.io' && kind === 'Schedule') {
    const template = dig(spec, 'template');
    const included = textsOf(dig(template, 'includedNamespaces'));
    const resources = textsOf(dig(template, 'includedResources'));
    const excluded = textsOf(dig(template, 'excludedResources'));
    // Velero copies volumes unless it is told not to, as a part of the pods and claims that it saves.
    const withoutVolumes =
      textOf(dig(template, 'snapshotVolumes')) === 'false' &&
      textOf(dig(template, 'defaultVolumesToFsBackup')) !== 'true';
    const isPart =
      (resources.length > 0 && !resources.some((name) => name === '*' || volumes.test(name))) ||
      excluded.some((name) => name === '*' || volumes.test(name)) ||
      dig(template, 'labelSelector') !== undefined ||
      dig(template, 'orLabelSelectors') !== undefined;
    return [
      {
        ...common,
        by: 'Velero Schedule',
        covers: 'namespaces',
        of: included.length === 0 ? ['*'] : included,
        without: textsOf(dig(template, 'excludedNamespaces')),
        ...(withoutVolumes || isPart ? { partial: true as const } : {}),
        ...state,
      },
    ];
  }
  const cluster =
    group === 'postgresql.cnpg.io' && kind === 'ScheduledBackup'
      ? textOf(dig(spec, 'cluster', 'name'))
      : group === 'k8s.mariadb.com' && kind === 'Backup' && dig(spec, 'schedule', 'cron')
        ? textOf(dig(spec, 'mariaDbRef', 'name'))
        : undefined;
  if (cluster === undefined) return [];
  const by = kind === 'Backup' ? 'MariaDB Backup' : 'CloudNativePG ScheduledBackup';
  return [{ ...common, by, covers: 'database', of: [cluster], without: [], ...state }];
}

function textsOf(node: YamlNode | undefined): string[] {
  return itemsOf(node).flatMap((each) => textOf(each) ?? []);
}
