import type { ConnectionPool } from '../../../model/code-fact.ts';
import type { Text } from '../../../model/observation.ts';
import type { DeployedWorkload } from '../../../model/production.ts';
import { isOf } from '../../../model/workload-of.ts';
import type { RuleContext } from '../../../model/rule.ts';
import type { Place } from '../../../model/span.ts';

/** How many connections a database takes. */
export interface Allowed {
  readonly count: number;
  readonly isDefault: boolean;
  readonly at: Place;
}

const products: readonly (readonly [RegExp, NonNullable<ConnectionPool['product']>, number])[] = [
  // https://www.postgresql.org/docs/current/runtime-config-connection.html: typically 100
  [/(^|[/-])(postgres(ql)?|postgis|timescaledb|pgvector)([-:@]|$)/i, 'PostgreSQL', 100],
  // https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_max_connections, and the same of MariaDB
  [/(^|[/-])(mysql|mariadb|percona)([-:@]|$)/i, 'MySQL', 151],
];

/** The SQL database that a workload runs, by its image. */
export function databaseOf(
  workload: DeployedWorkload,
): { product: 'PostgreSQL' | 'MySQL'; otherwise: number } | undefined {
  for (const { image = '' } of workload.containers) {
    // What looks at a database, or stands before it, is none.
    if (/exporter|pgbouncer|admin|backup|client|operator/i.test(image)) continue;
    const known = products.find(([pattern]) => pattern.test(image));
    if (known) return { product: known[1], otherwise: known[2] };
  }
  return undefined;
}

/** Whether a workload, or a container of it, pools the connections of others. */
export function isPooler({ name, containers }: Pick<DeployedWorkload, 'name' | 'containers'>): boolean {
  const pooler = /pgbouncer|pgcat|pgpool|odyssey|supavisor|proxysql|maxscale|(^|[-_])pooler/i;
  return pooler.test(name) || containers.some((each) => pooler.test(each.name) || pooler.test(each.image ?? ''));
}

/** What `max_connections` of a database is; undefined where a configuration that is not read may say it. */
export function allowedBy(workload: DeployedWorkload, context: RuleContext): Allowed | undefined {
  const database = databaseOf(workload);
  if (!database) return undefined;
  const files = new Map(workload.environments.map(({ at }) => [at.file, at]));
  const containers = context
    .inWorkspace('container')
    .filter(({ file, fact }) => isOf(workload, { file, owner: fact.owner }) && files.has(file) && !fact.partial);
  const composed = context
    .inWorkspace('compose-service')
    .filter(({ file, fact }) => fact.name === workload.name && files.has(file));
  const words: (Text & { file: string })[] = [
    ...containers.flatMap(({ file, fact }) =>
      [...(fact.program ?? []), ...(fact.programArguments ?? [])].map((each) => ({ ...each, file })),
    ),
    ...composed.flatMap(({ file, fact }) => {
      const { command } = fact;
      return command ? [{ text: command.words.join(' '), span: command.span, file }] : [];
    }),
  ];
  for (const { text, span, file } of words) {
    const count = /max[_-]connections[= ]["']?(\d+)/i.exec(text)?.[1];
    if (count !== undefined) return { count: Number(count), isDefault: false, at: { file, span } };
  }
  for (const [name, { value, at }] of workload.env)
    if (/^(POSTGRES(QL)?|MYSQL|MARIADB)_MAX_CONNECTIONS$/.test(name) && /^\d+$/.test(value))
      return { count: Number(value), isDefault: false, at };
  const [first] = workload.environments;
  const owners = context
    .inWorkspace('workload')
    .filter(({ file, fact }) => fact.name === workload.name && files.has(file));
  const isConfigured =
    words.some(({ text }) => /config[_-]file|defaults-file|\.c(onf|nf)\b|\$/.test(text)) ||
    owners.some(({ fact }) =>
      fact.volumes?.some(({ name, what }) => /conf/i.test(`${name} ${what.replace('ConfigMap', '')}`)),
    );
  return isConfigured || !first ? undefined : { count: database.otherwise, isDefault: true, at: first.at };
}
