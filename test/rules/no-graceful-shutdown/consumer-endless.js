const { Kafka } = require('kafkajs');

const parcels = new Kafka({ brokers: ['kafka:9092'] }).consumer({ groupId: 'depot' });

async function main() {
  await parcels.subscribe({ topic: 'parcels' });
  await parcels.run({ eachMessage: async ({ message }) => console.log(message.key) });
  //            ^^^ violated: message
}

main();
