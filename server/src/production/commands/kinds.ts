import type { ProgramKind } from '../../model/production.ts';
import type { Ran } from './command-files.ts';
import type { ProductionInput } from '../input.ts';
import { folderOf } from '../modules/paths.ts';
import { isToolFolder } from '../names.ts';
import type { Launch } from '../launch.ts';

/** Files by what they show of a program. */
export interface Kinds {
  readonly serving: ReadonlySet<string>;
  readonly consuming: ReadonlySet<string>;
}

const consumers =
  /^(kafkajs|amqplib|bull(mq)?|sqs-consumer|celery|kombu|pika|aiokafka|confluent_kafka|kafka|rq|dramatiq|github\.com\/(segmentio\/kafka-go|IBM\/sarama|Shopify\/sarama|rabbitmq\/amqp091-go|nats-io\/nats\.go|twmb\/franz-go|hibiken\/asynq)|org\.springframework\.(kafka|amqp)|go\.temporal\.io\/sdk\/worker|@temporalio\/worker)/;

/** Prepares what files show of the programs that reach them. */
export function openKinds({ facts }: Pick<ProductionInput, 'facts'>): Kinds {
  const serving = new Set<string>();
  for (const kind of ['server', 'route'] as const) for (const { file } of facts(kind)) serving.add(file);
  for (const { file, fact } of facts('rpc-end')) if (fact.side === 'server') serving.add(file);
  const consuming = new Set<string>();
  for (const { file, fact } of facts('module-links'))
    if (fact.imports.some((module) => consumers.test(module))) consuming.add(file);
  return { serving, consuming };
}

/** What a program is for: by its command, by what runs it, by what its files do. */
export function kindOf(
  {
    ran,
    launches,
    files,
    alone,
    isDaemon,
  }: {
    ran: Ran;
    launches: readonly Launch[];
    files: ReadonlySet<string>;
    /** It is the only program that anything starts. */
    alone: boolean;
    /** Whether what begins in files stays up. */
    isDaemon: (files: readonly string[]) => boolean;
  },
  { serving, consuming }: Kinds,
): ProgramKind {
  const workloads = launches.flatMap(({ workload }) => workload ?? []);
  if (workloads.length > 0 && workloads.every((kind) => kind === 'Job' || kind === 'CronJob')) return 'job';
  if (ran.kind) return ran.kind;
  // One file may hold several functions: what users call serves.
  const told = launches.flatMap(({ kind }) => kind ?? []);
  const [first] = told;
  if (first && told.length === launches.length && !launches.some(({ listens }) => listens))
    return told.includes('worker') ? 'worker' : first;
  // An image that only waits is there for people to run commands in.
  if (
    launches.length > 0 &&
    launches.every(({ words }) => /\btail -f\b|\bsleep (infinity|\d{4,})/.test(words.join(' ')))
  )
    return 'command';
  // Nothing starts it, and it stands where repositories keep what people run by hand.
  if (
    launches.length === 0 &&
    (isToolFolder(ran.folder) || ran.entries.every((file) => /(^|\/)manage\.py$/.test(file)))
  )
    return 'command';
  const works = ({ words }: Launch) => /\b(worker|consumer|sidekiq|celery)\b/.test(words.join(' '));
  if (launches.length > 0 && launches.every(works)) return 'worker';
  const isImageAlone = launches.length > 0 && workloads.length === 0;
  const listens = launches.some((launch) => launch.listens);
  // A large program reaches much that it does not start: where an image has no port, its own files say what it does.
  const own =
    isImageAlone && !listens && !alone ? [...files].filter((file) => folderOf(file) === ran.folder) : [...files];
  if (own.some((file) => serving.has(file)) || (listens && launches.length > 0)) return 'server';
  if ([...files].some((file) => consuming.has(file))) return 'worker';
  // What stays up and is not read may serve: to say less would hide it.
  if (workloads.some((kind) => kind !== 'Job' && kind !== 'CronJob')) return files.size === 0 ? 'server' : 'worker';
  if (launches.length > 0 && files.size === 0) return 'server';
  return launches.length > 0 && isDaemon(ran.entries) ? 'worker' : 'command';
}
