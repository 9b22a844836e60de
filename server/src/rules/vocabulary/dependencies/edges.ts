import type { DeclaredDependencies } from '../../../model/component-fact.ts';
import type { Fact, FactKind } from '../../../model/fact.ts';
import type { Dependency, DeployedService, ProductionPicture } from '../../../model/production.ts';
import type { RuleContext } from '../../../model/rule.ts';
import type { Place } from '../../../model/span.ts';
import { plainName } from './declared.ts';
import { programOf } from '../picture.ts';

/** Kinds of fact that edges of the picture are read from, the surest place of one file first. */
export const edgeKinds = [
  'container',
  'compose-service',
  'config-values',
  'image-start',
  'outgoing-call',
  'env-read',
  'rpc-end',
  'topic-end',
  'host-mentions',
  'library',
  'module-links',
] as const satisfies readonly FactKind[];

/** Places of a fact at which an edge may be shown. */
function startsOf(fact: Fact): readonly number[] {
  switch (fact.kind) {
    case 'host-mentions':
      return fact.hosts.map(({ span }) => span.start);
    case 'compose-service':
    case 'image-start':
      return [fact.span.start, ...fact.environment.map(({ span }) => span.start)];
    case 'container':
      return [
        fact.span.start,
        ...[...(fact.program ?? []), ...(fact.programArguments ?? [])].map(({ span }) => span.start),
      ];
    default:
      return [fact.span.start];
  }
}

/** Whether a fact of the file is the first one at a place, so that what is said of the place is said once. */
export function holds(fact: Fact, place: Place, context: RuleContext): boolean {
  const first = edgeKinds
    .flatMap((kind): readonly Fact[] => context.inFile(kind))
    .find((each) => startsOf(each).includes(place.span.start));
  return first === fact;
}

/** What watches and configures services is no dependency that a request waits for. */
const platform =
  /otel|collector|jaeger|zipkin|tempo|loki|prometheus|grafana|statsd|datadog|newrelic|sentry|fluent|logstash|vector|pyroscope|otlp|signoz/i;

/** Whether a dependency is of a kind that people declare. */
export function isDeclarable({ kind, to }: Dependency): boolean {
  return kind !== 'unknown' && !platform.test(to) && !/^(localhost|127\.|0\.0\.0\.0|host\.docker\.internal)/.test(to);
}

type Declared = DeclaredDependencies['dependencies'][number];

/** Words by which people call what a deployment calls otherwise. */
const words = {
  cache: /redis|valkey|cache|session/i,
  database: /db|data|sql|postgres|maria|mongo|cassandra|dynamo|elastic|search|minio|s3|bucket|store/i,
  queue: /queue|kafka|rabbit|amqp|mq|nats|broker|event|topic|pulsar|pubsub|bus|stream|sqs|sns/i,
};

/** Whether a declared dependency is what an edge leads to; `maybe` by its kind alone, as names differ between people and deployments. */
export function means(
  { text }: Pick<Declared, 'text'>,
  { kind, to }: Pick<Dependency, 'kind' | 'to'>,
): 'yes' | 'maybe' | 'no' {
  const [said, seen] = [plainName(text), plainName(to)];
  const [short, long] = said.length < seen.length ? [said, seen] : [seen, said];
  if (said === seen || (short.length >= 3 && long.includes(short))) return 'yes';
  if (kind === 'third-party') {
    // `Stripe payments` for `api.stripe.com`.
    const labels = to.split('.').slice(0, -1);
    return labels.some((label) => label.length > 3 && said.includes(plainName(label))) ? 'yes' : 'no';
  }
  if (kind === 'queue') return words.queue.test(text) ? 'maybe' : 'no';
  if (kind !== 'datastore') return 'no';
  const isCache = /redis|valkey|keydb|dragonfly|memcache|cache/i.test(to);
  return words[isCache ? 'cache' : 'database'].test(text) ? 'maybe' : 'no';
}

const read: ReadonlySet<string> = new Set(['typescript', 'javascript', 'go', 'python', 'java']);

/** Whether all that a service could call is seen: its code is read, nothing loads at run time, and no target comes from outside. */
export function isReadWhole(
  service: DeployedService,
  edges: readonly Dependency[],
  { picture, context }: { picture: ProductionPicture; context: RuleContext },
): boolean {
  const program = programOf(picture, service);
  if (!program || !read.has(program.language) || program.loads.size > 0) return false;
  if (edges.length === 0 || edges.some(({ kind }) => kind === 'unknown')) return false;
  const isOpen = (file: string) => program.files.has(file);
  if (context.inWorkspace('trouble').some(({ file, fact }) => fact.trouble === 'template' || isOpen(file)))
    return false;
  // A variable without a value that is written may hold any address.
  const workload = picture.workloads.find(({ name }) => name === service.workload);
  if (context.inWorkspace('env-read').some(({ file, fact }) => isOpen(file) && !workload?.env.has(fact.name)))
    return false;
  return context
    .inWorkspace('outgoing-call')
    .every(({ file, fact }) => !isOpen(file) || fact.target !== undefined || fact.resolvedTarget !== undefined);
}
