import assert from 'node:assert/strict';
import { pictured } from './picture.ts';

const compose = (services: Readonly<Record<string, readonly string[]>>) =>
  `services:\n${Object.entries(services)
    .map(([name, lines]) => `  ${name}:\n${lines.map((line) => `    ${line}\n`).join('')}`)
    .join('')}`;

const image = 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "server.js"]\n';
const js = (name: string, text: string) => ({
  [`${name}/Dockerfile`]: image,
  [`${name}/package.json`]: '{}',
  [`${name}/server.js`]: text,
});
const built = (name: string) => [`build: ./${name}`];

/** `from -> to: via` of the edges to queues. */
async function queuesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { dependencies } = await pictured(files);
  return dependencies.filter(({ kind }) => kind === 'queue').map(({ from, to, via }) => `${from} -> ${to}: ${via}`);
}

const produce = (topic: string) =>
  `const { Kafka } = require('kafkajs');\nconst TOPIC = ${topic};\nproducer.send({ topic: TOPIC, messages: [] });\n`;
const consume = (topic: string) =>
  `const { Kafka } = require('kafkajs');\nawait consumer.subscribe({ topics: [${topic}] });\n`;

describe('topics and queues', () => {
  it('name both ends at the edge to the broker', async () => {
    const files = {
      'compose.yaml': compose({ shop: built('shop'), bill: built('bill'), log: ['image: apache/kafka:3.7.0'] }),
      ...js('shop', produce("'orders'")),
      ...js('bill', consume("'orders', 'refunds'")),
    };
    assert.deepEqual(await queuesOf(files), [
      'bill -> log: the library kafkajs; the topic orders, which shop publishes; the topic refunds',
      'shop -> log: the library kafkajs; the topic orders, which bill consumes',
    ]);
  });

  it('name no other end where several are there, or the name is not written', async () => {
    const services = { shop: built('shop'), bill: built('bill'), mail: built('mail') };
    const files = {
      'compose.yaml': compose(services),
      ...js('shop', produce("'orders'")),
      ...js('bill', consume("'orders'")),
      ...js('mail', consume("'orders'")),
    };
    assert.deepEqual(await queuesOf(files), [
      'bill -> Kafka: the library kafkajs; the topic orders, which shop publishes',
      'mail -> Kafka: the library kafkajs; the topic orders, which shop publishes',
      'shop -> Kafka: the library kafkajs; the topic orders',
    ]);
    const open = { ...files, ...js('shop', produce('process.env.TOPIC')) };
    assert.deepEqual((await queuesOf(open)).at(-1), 'shop -> Kafka: the library kafkajs');
  });

  it('are found over constants of other files, in several languages', async () => {
    const go = `package main\n\nimport (\n\t"github.com/IBM/sarama"\n\n\t"acme.dev/shop/names"\n)\n\nfunc main() {\n\tproducer.SendMessage(&sarama.ProducerMessage{\n\t\tTopic: names.OrdersTopic,\n\t})\n}\n`;
    const python = `from kafka import KafkaConsumer\n\nif __name__ == '__main__':\n    for each in KafkaConsumer('orders', bootstrap_servers='log:9092'):\n        print(each)\n`;
    const files = {
      'compose.yaml': compose({ shop: ['build: .'], bill: built('bill'), log: ['image: apache/kafka:3.7.0'] }),
      Dockerfile: 'FROM golang:1.22\nCOPY . .\nRUN go build -o /app ./cmd/shop\nCMD ["/app"]\n',
      'go.mod': 'module acme.dev/shop\n\ngo 1.22\n',
      'cmd/shop/main.go': go,
      'names/names.go': 'package names\n\nconst OrdersTopic = "orders"\n',
      'bill/Dockerfile': 'FROM python:3.12\nCOPY . .\nCMD ["python", "main.py"]\n',
      'bill/main.py': python,
    };
    const queues = await queuesOf(files);
    assert.equal(queues.length, 2);
    assert.match(queues[0] ?? '', /^bill -> log: .*; the topic orders, which shop publishes$/);
    assert.match(queues[1] ?? '', /^shop -> log: .*; the topic orders, which bill consumes$/);
  });

  it('lead to the one broker of the deployment where nothing else does, and to none of several', async () => {
    const java = (body: string) =>
      `package acme;\n\nimport org.springframework.amqp.rabbit.core.RabbitTemplate;\n\npublic class Main {\n  public static void main(String[] args) {}\n${body}}\n`;
    const own = (name: string, body: string) => ({
      [`${name}/Dockerfile`]:
        'FROM eclipse-temurin:21\nCOPY target/app.jar /app.jar\nCMD ["java", "-jar", "/app.jar"]\n',
      [`${name}/pom.xml`]: '<project><artifactId>x</artifactId></project>\n',
      [`${name}/src/main/java/acme/Main.java`]: java(body),
    });
    const code = {
      ...own('shop', '  void place() { rabbitTemplate.convertAndSend("orders", order); }\n'),
      ...own('bill', '  @RabbitListener(queues = "orders")\n  void take(Order order) {}\n'),
    };
    const services = { shop: built('shop'), bill: built('bill'), mq: ['image: rabbitmq:3.13'] };
    assert.deepEqual(await queuesOf({ 'compose.yaml': compose(services), ...code }), [
      'bill -> mq: the queue orders, which shop publishes',
      'shop -> mq: the queue orders, which bill consumes',
    ]);
    const two = { ...services, other: ['image: rabbitmq:3.12'] };
    assert.deepEqual(await queuesOf({ 'compose.yaml': compose(two), ...code }), []);
  });
});
