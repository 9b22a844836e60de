import type { TopicEnd } from '../../model/link-fact.ts';

type Broker = NonNullable<TopicEnd['broker']>;
type Pattern = readonly [side: 'publishes' | 'consumes', pattern: RegExp];

/** A text, or a constant by its name. */
const one = String.raw`(?:string\(|aws\.String\()?("[^"\n]{1,200}"|'[^'\n]{1,200}'|&?[A-Za-z_][\w.]{0,100})`;
/** One or several, as languages write lists. */
const several = String.raw`(?:new\s+String\[\]\s*|\[\]string\s*|List\.of\(|Set\.of\(|Arrays\.asList\(|Collections\.singleton(?:List)?\()?[[{(]?\s*((?:(?:"[^"\n]{1,200}"|'[^'\n]{1,200}'|&?[A-Za-z_][\w.]{0,100})\s*,?\s*){1,10})`;
/** What may stand before it within the braces or parentheses of one literal. */
const within = String.raw`[^{}]{0,400}?\b`;
const given = String.raw`[^()]{0,300}?\b`;

const publishes = (pattern: string): Pattern => ['publishes', new RegExp(pattern, 'g')];
const consumes = (pattern: string): Pattern => ['consumes', new RegExp(pattern, 'g')];

/** How libraries name a topic or queue: words of which one is in the text, what must be in it at all, then where it is given. */
const brokers: readonly {
  readonly broker: Broker;
  readonly words: readonly string[];
  readonly gate: RegExp;
  readonly patterns: readonly Pattern[];
}[] = [
  {
    broker: 'Kafka',
    words: ['kafka', 'sarama', 'franz-go'],
    gate: /kafkajs|node-rdkafka|sarama|kafka-go|franz-go|\bkafka\b|aiokafka|confluent_kafka/,
    patterns: [
      publishes(String.raw`\.send(?:Batch)?\(\s*\{\s*topic:\s*${one}`),
      publishes(
        String.raw`\b(?:sarama\.ProducerMessage|kafka\.(?:Writer|WriterConfig|Message)|kgo\.Record)\{${within}Topic:\s*${one}`,
      ),
      publishes(String.raw`\bDefaultProduceTopic\(\s*${one}`),
      publishes(String.raw`\b\w*[pP]roducer\w*\.(?:send|send_and_wait|produce)\(\s*${one}`),
      publishes(String.raw`\b[kK]afkaTemplate\.send\(\s*${one}\s*,`),
      publishes(String.raw`\bnew\s+ProducerRecord<[^>\n]{0,100}>\(\s*${one}\s*,`),
      consumes(String.raw`\.subscribe\(\s*\{\s*topics?:\s*${several}`),
      consumes(String.raw`@KafkaListener\((?:${given}topics\s*=)?\s*${several}`),
      consumes(String.raw`\b(?:AIO)?KafkaConsumer\(\s*${several}`),
      consumes(String.raw`\b(?:SubscribeTopics|ConsumeTopics)\(\s*${several}`),
      consumes(String.raw`\b\w*[cC]onsumer\w*\.subscribe\(\s*${several}`),
      consumes(String.raw`\bkafka\.ReaderConfig\{${within}Topic:\s*${one}`),
      consumes(String.raw`\.ConsumePartition\(\s*${one}`),
      consumes(String.raw`\.Consume\(\s*[\w.()]{1,60},\s*\[\]string\{\s*${one}`),
    ],
  },
  {
    broker: 'RabbitMQ',
    words: [],
    gate: /amqp|rabbit|\bpika\b/i,
    patterns: [
      publishes(String.raw`\.sendToQueue\(\s*${one}`),
      publishes(String.raw`\bbasic_publish\(${given}routing_key\s*=\s*${one}`),
      publishes(
        String.raw`\b[rR]abbitTemplate\.convertAndSend\(\s*(?:[\w."-]{1,100}\s*,\s*)??${one}\s*,\s*[^,()]{1,200}\)`,
      ),
      publishes(
        String.raw`\.(?:Publish|PublishWithContext)\(\s*(?:\w*[cC]tx\w*,\s*|context\.\w+\(\),\s*)?(?:"[^"\n]{0,200}"|[\w.]{1,100}),\s*${one}\s*,\s*(?:\w+\s*,\s*)`,
      ),
      consumes(String.raw`\b\w*[cC]h(?:an|annel)?\.consume\(\s*${one}`),
      consumes(String.raw`\bbasic_consume\(\s*(?:${given}queue\s*=\s*)?${one}\s*[,)]`),
      consumes(String.raw`\.setQueueNames\(\s*${several}`),
      consumes(String.raw`@RabbitListener\(${given}queues\s*=\s*${several}`),
      consumes(String.raw`\.Consume\(\s*${one}\s*,\s*(?:"[^"\n]{0,200}"|[\w.]{1,100})\s*,\s*(?:true|false|\w+)\s*,`),
    ],
  },
  {
    broker: 'NATS',
    words: ['nats'],
    gate: /nats-io\/|["']nats["']|\bimport nats\b|\bfrom nats\b|\bio\.nats\b/,
    patterns: [
      publishes(
        String.raw`\b(?:nc|js|\w*[nN]ats\w*|[cC]onn(?:ection)?)\.(?:[pP]ublish|[rR]equest)\(\s*(?:ctx,\s*)?${one}`,
      ),
      consumes(
        String.raw`\b(?:nc|js|\w*[nN]ats\w*|[cC]onn(?:ection)?)\.(?:[sS]ubscribe|QueueSubscribe|ChanSubscribe|PullSubscribe)\(\s*${one}`,
      ),
    ],
  },
  {
    broker: 'Amazon SQS',
    words: [],
    gate: /sqs/i,
    patterns: [
      publishes(
        String.raw`\b(?:SendMessage(?:Batch)?(?:Command|Input)\(?\s*|sendMessage\(\s*)\{${within}QueueUrl:\s*${one}`,
      ),
      publishes(String.raw`\bsend_message(?:_batch)?\(${given}QueueUrl\s*=\s*${one}`),
      publishes(String.raw`\b[sS]qsTemplate\.send\(\s*${one}\s*,`),
      consumes(
        String.raw`\b(?:ReceiveMessage(?:Command|Input)\(?\s*|Consumer\.create\(\s*)\{${within}[qQ]ueueUrl:\s*${one}`,
      ),
      consumes(String.raw`\breceive_message\(${given}QueueUrl\s*=\s*${one}`),
      consumes(String.raw`@SqsListener\((?:${given}(?:value|queueNames)\s*=)?\s*${several}`),
    ],
  },
];

/** What is a part of the names of such constants: most files hold none. */
const part = /topic|queue|subject|routing_?key/gi;

/** Signs of a name before that part. */
const longest = 60;
const wordSign = /\w/;

/** A constant with a literal that may name one, read from where its name begins. */
const constant =
  /(\w{0,60}(?:topic|queue|subject|routing_?key)\w{0,60})\b(?:[ \t]+string|[ \t]*:[ \t]*[\w[\]]{1,40})?[ \t]*:?=[ \t]*(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')/iy;

/** Ends of one file that are kept. */
const most = 50;
const mayName = /^[\w][\w.:/*>-]{0,199}$/;

/** The topics and queues that a code file publishes to and consumes from, and constants that may hold their names. */
export function topicEnds(text: string): TopicEnd[] {
  const constants = new Map<string, TopicEnd>();
  for (const match of constantsIn(text)) {
    const [whole, own = '', double, single] = match;
    const name = nameIn(double ?? single ?? '');
    if (name === undefined || constants.size >= most) continue;
    const span = { start: match.index, end: match.index + whole.length };
    constants.set(own, { kind: 'topic-end', span, side: 'names', name, constant: own });
  }
  const found = new Map<string, TopicEnd>();
  for (const { broker, words, gate, patterns } of brokers) {
    const isLikely = words.length === 0 || words.some((each) => text.includes(each));
    if (!isLikely || !gate.test(text)) continue;
    for (const [side, pattern] of patterns) {
      for (const match of text.matchAll(pattern)) {
        const span = { start: match.index, end: match.index + match[0].length };
        for (const [written] of (match[1] ?? '').matchAll(/"[^"\n]*"|'[^'\n]*'|[A-Za-z_][\w.]*/g)) {
          const end = endOf(written, constants);
          const key = `${side} ${broker} ${end?.name ?? end?.constant ?? ''}`;
          if (!end || found.has(key) || found.size >= most) continue;
          found.set(key, { kind: 'topic-end', span, side, broker, ...end });
        }
      }
    }
  }
  return [...found.values(), ...constants.values()];
}

/** Looked for from the part that is rare: to try each word of a file as the name of one takes long. */
function* constantsIn(text: string): Generator<RegExpExecArray> {
  let end = 0;
  for (const { index } of text.matchAll(part)) {
    if (index < end) continue;
    let start = index;
    while (index - start <= longest && wordSign.test(text.charAt(start - 1))) start--;
    if (index - start > longest) continue;
    constant.lastIndex = start;
    const match = constant.exec(text);
    if (!match) continue;
    end = match.index + match[0].length;
    yield match;
  }
}

/** The name as it is written, or the constant that holds it. */
function endOf(
  written: string,
  constants: ReadonlyMap<string, TopicEnd>,
): Pick<TopicEnd, 'name' | 'constant'> | undefined {
  if (/^["']/.test(written)) {
    const name = nameIn(written.slice(1, -1));
    return name === undefined ? undefined : { name };
  }
  const own = written.slice(written.lastIndexOf('.') + 1);
  const name = constants.get(own)?.name;
  if (name !== undefined) return { name };
  // A variable or a parameter may be anything; what is called after it and is taken from elsewhere is a constant.
  return /topic|queue|subject|routing_?key/i.test(own) && (written.includes('.') || /^[A-Z][A-Z0-9_]+$/.test(own))
    ? { constant: own }
    : undefined;
}

/** A name out of a text: with the default of a setting, and the last part of the address of a queue. */
function nameIn(text: string): string | undefined {
  const setting = /^[#$]\{[\w.-]+:([^{}]+)\}$/.exec(text)?.[1] ?? text;
  const name = /^https?:\/\/\S+\/([\w.-]+)$/.exec(setting)?.[1] ?? setting;
  return mayName.test(name) ? name : undefined;
}
