import type { FactOf } from '../../model/fact.ts';
import type { TopicEnd } from '../../model/link-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Place } from '../../model/span.ts';
import { gather } from '../gather.ts';
import { say } from '../../words/say.ts';

/** That a service publishes to a topic or queue, or consumes from it. */
export interface TopicUse {
  /** Name of the service. */
  readonly from: string;
  readonly broker: NonNullable<TopicEnd['broker']>;
  /** Ready for people: `the topic orders, which checkout publishes`. */
  readonly words: string;
  readonly at: Place;
}

interface Use {
  readonly from: string;
  readonly side: 'publishes' | 'consumes';
  readonly broker: NonNullable<TopicEnd['broker']>;
  readonly name: string;
  readonly at: Place;
}

const called: Readonly<Record<NonNullable<TopicEnd['broker']>, string>> = {
  Kafka: 'topic',
  RabbitMQ: 'queue',
  NATS: 'subject',
  'Amazon SQS': 'queue',
};

/** Products that have topics and queues. */
export const brokers: readonly NonNullable<TopicEnd['broker']>[] = ['Kafka', 'RabbitMQ', 'NATS', 'Amazon SQS'];

/** The topics and queues of each service with what is at their other end, where that is one service alone. */
export function topicUses(
  ends: readonly Located<FactOf<'topic-end'>>[],
  owners: (file: string) => readonly string[],
): TopicUse[] {
  const constants = new Map<string, Set<string>>();
  for (const { fact } of ends) {
    if (fact.side !== 'names' || fact.constant === undefined || fact.name === undefined) continue;
    const known = constants.get(fact.constant) ?? new Set<string>();
    constants.set(fact.constant, known.add(fact.name));
  }
  /** Two constants of one name may hold two names. */
  const nameOf = ({ name, constant = '' }: TopicEnd): string | undefined => {
    const [only, ...more] = constants.get(constant) ?? [];
    return name ?? (more.length === 0 ? only : undefined);
  };
  const uses = new Map<string, Use>();
  for (const { file, fact } of ends) {
    const { side, broker } = fact;
    const name = nameOf(fact);
    if (side === 'names' || broker === undefined || name === undefined) continue;
    for (const from of owners(file)) {
      const key = [from, side, broker, name].join('\t');
      if (!uses.has(key)) uses.set(key, { from, side, broker, name, at: { file, span: fact.span } });
    }
  }
  const byName = new Map<string, Use[]>();
  for (const use of uses.values()) gather(byName, `${use.broker}\t${use.name}`, use);
  return [...uses.values()].map((use): TopicUse => {
    const all = byName.get(`${use.broker}\t${use.name}`) ?? [];
    const others = all.filter(({ side, from }) => side !== use.side && from !== use.from);
    const [other, ...more] = others;
    const what = say('topics.the', { called: called[use.broker], name: use.name });
    const end = other && more.length === 0 ? `${what}, which ${other.from} ${other.side}` : what;
    return { from: use.from, broker: use.broker, words: end, at: use.at };
  });
}
