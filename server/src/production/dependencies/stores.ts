import { say } from '../../words/say.ts';

/** A product that libraries are clients of. */
export interface Product {
  readonly name: string;
  readonly what: string;
  /** Words of a name that people give to it. */
  readonly alias: RegExp;
  readonly libraries: readonly string[];
}

const database = {
  what: say('stores.a-database'),
  alias: /postgres|mysql|maria|mongo|sql|\bdb\b|db$|^db|database|data-?store|dynamo|cassandra/i,
};
const cache = { what: say('stores.a-cache-or-store'), alias: /redis|memcache|valkey|cache/i };
const queue = {
  what: say('stores.a-queue-or-log'),
  alias: /kafka|rabbit|amqp|nats|queue|broker|events?|topic|pulsar|pub-?sub|sqs|activemq|artemis/i,
};

/** Libraries that speak to one product; those that speak to several say nothing here. */
const stores: readonly Product[] = [
  {
    name: 'PostgreSQL',
    ...database,
    libraries:
      'github.com/lib/pq github.com/jackc/pgx gorm.io/driver/postgres pg pg-promise postgres asyncpg psycopg psycopg2 psycopg2-binary org.postgresql:postgresql'.split(
        ' ',
      ),
  },
  {
    name: 'MySQL',
    ...database,
    libraries:
      'github.com/go-sql-driver/mysql gorm.io/driver/mysql mysql mysql2 mysqlclient pymysql aiomysql mysql-connector-python com.mysql:mysql-connector-j mysql:mysql-connector-java'.split(
        ' ',
      ),
  },
  { name: 'MariaDB', ...database, libraries: ['mariadb', 'org.mariadb.jdbc:mariadb-java-client'] },
  {
    name: 'SQL Server',
    ...database,
    libraries:
      'github.com/denisenkom/go-mssqldb github.com/microsoft/go-mssqldb gorm.io/driver/sqlserver mssql tedious pymssql com.microsoft.sqlserver:mssql-jdbc'.split(
        ' ',
      ),
  },
  {
    name: 'MongoDB',
    ...database,
    libraries:
      'go.mongodb.org/mongo-driver mongodb mongoose pymongo motor org.mongodb:mongo-java-driver org.mongodb:mongodb-driver-sync org.springframework.boot:spring-boot-starter-data-mongodb org.springframework.boot:spring-boot-starter-data-mongodb-reactive'.split(
        ' ',
      ),
  },
  {
    name: 'Cassandra',
    ...database,
    libraries:
      'github.com/gocql/gocql cassandra-driver com.datastax.oss:java-driver-core org.apache.cassandra:java-driver-core org.springframework.boot:spring-boot-starter-data-cassandra'.split(
        ' ',
      ),
  },
  { name: 'ClickHouse', ...database, libraries: ['github.com/ClickHouse/clickhouse-go'] },
  { name: 'etcd', ...database, libraries: ['go.etcd.io/etcd/client'] },
  {
    name: 'DynamoDB',
    ...database,
    libraries:
      'github.com/aws/aws-sdk-go-v2/service/dynamodb @aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb software.amazon.awssdk:dynamodb software.amazon.awssdk:dynamodb-enhanced'.split(
        ' ',
      ),
  },
  {
    name: 'Elasticsearch',
    what: say('stores.a-search-engine'),
    alias: /elastic|search/i,
    libraries:
      'github.com/elastic/go-elasticsearch github.com/olivere/elastic @elastic/elasticsearch elasticsearch org.springframework.boot:spring-boot-starter-data-elasticsearch'.split(
        ' ',
      ),
  },
  {
    name: 'Redis',
    ...cache,
    libraries:
      'github.com/redis/go-redis github.com/go-redis/redis github.com/gomodule/redigo ioredis redis @keyv/redis bull bullmq connect-redis django-redis django-rq rq channels-redis aioredis io.lettuce:lettuce-core org.redisson:redisson redis.clients:jedis org.springframework.boot:spring-boot-starter-data-redis org.springframework.boot:spring-boot-starter-data-redis-reactive'.split(
        ' ',
      ),
  },
  { name: 'Memcached', ...cache, libraries: ['github.com/bradfitz/gomemcache', 'memcached', 'memjs', 'pymemcache'] },
  {
    name: 'Kafka',
    ...queue,
    libraries:
      'github.com/IBM/sarama github.com/Shopify/sarama github.com/confluentinc/confluent-kafka-go github.com/segmentio/kafka-go github.com/twmb/franz-go kafkajs node-rdkafka @confluentinc/kafka-javascript kafka-python aiokafka confluent-kafka org.apache.kafka:kafka-clients org.apache.kafka:kafka-streams org.springframework.kafka:spring-kafka'.split(
        ' ',
      ),
  },
  {
    name: 'RabbitMQ',
    ...queue,
    libraries:
      'github.com/rabbitmq/amqp091-go github.com/streadway/amqp amqplib amqp-connection-manager pika aio-pika com.rabbitmq:amqp-client org.springframework.amqp:spring-rabbit org.springframework.boot:spring-boot-starter-amqp'.split(
        ' ',
      ),
  },
  {
    name: 'NATS',
    ...queue,
    libraries: ['github.com/nats-io/nats.go', 'nats', '@nats-io/jetstream', 'nats-py', 'io.nats:jnats'],
  },
  {
    name: 'ActiveMQ',
    ...queue,
    libraries:
      'org.apache.activemq:activemq-client org.apache.activemq:artemis-jakarta-client org.springframework.boot:spring-boot-starter-activemq org.springframework.boot:spring-boot-starter-artemis stomp.py'.split(
        ' ',
      ),
  },
  {
    name: 'Pulsar',
    ...queue,
    libraries: 'org.apache.pulsar:pulsar-client github.com/apache/pulsar-client-go pulsar-client'.split(' '),
  },
  {
    name: 'Amazon SQS',
    ...queue,
    libraries:
      'github.com/aws/aws-sdk-go-v2/service/sqs @aws-sdk/client-sqs sqs-consumer software.amazon.awssdk:sqs'.split(' '),
  },
];

const byLibrary = new Map(stores.flatMap((store) => store.libraries.map((library) => [library, store] as const)));

/** Python packages that are imported under another name. */
const importedAs: Readonly<Record<string, string>> = {
  kafka: 'kafka-python',
  MySQLdb: 'mysqlclient',
  psycopg2: 'psycopg2',
  cassandra: 'cassandra-driver',
  nats: 'nats-py',
};

/** The product that a module as imported is a client of: `github.com/redis/go-redis/v9`, `pg`, `psycopg2.extras`. */
export function productOfModule(language: string, module: string): { product: Product; library: string } | undefined {
  const names =
    language === 'go'
      ? prefixesOf(module.replace(/\/v\d+(?=$|\/)/, ''), '/')
      : language === 'python'
        ? [module.split('.')[0] ?? ''].flatMap((root) => [importedAs[root] ?? root, root.replaceAll('_', '-')])
        : prefixesOf(module, '/');
  for (const name of names) {
    const product = byLibrary.get(name);
    if (product) return { product, library: name };
  }
  return undefined;
}

function prefixesOf(path: string, separator: string): string[] {
  const parts = path.split(separator);
  return parts.map((_part, at) => parts.slice(0, parts.length - at).join(separator));
}

/** The product that a library of a build file is a client of. */
export function productOfLibrary(name: string): Product | undefined {
  return byLibrary.get(name.replace(/\/v\d+(?=$|\/)/, ''));
}

/** Whether people may mean a product by a name that they gave: `ledger-db` for PostgreSQL. */
export function mayMean(name: string, product: string): boolean {
  return stores.some((each) => each.name === product && each.alias.test(name));
}

/** Images that are a product, or speak as it does. */
const images: Readonly<Record<string, RegExp>> = {
  PostgreSQL: /postg|timescale|cockroach/i,
  MySQL: /mysql|mariadb|percona/i,
  MariaDB: /mariadb/i,
  'SQL Server': /mssql|sqlserver/i,
  MongoDB: /mongo/i,
  Redis: /redis|valkey|keydb|dragonfly/i,
  Kafka: /kafka|redpanda/i,
};

/** Whether an image is a product that `productOfModule` names. */
export function isOfProduct(product: string, image: string): boolean {
  return (images[product] ?? new RegExp(product.replace(/\W/g, ''), 'i')).test(image);
}
