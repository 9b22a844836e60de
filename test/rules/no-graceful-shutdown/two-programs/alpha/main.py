from confluent_kafka import Consumer

parcels = Consumer({"bootstrap.servers": "kafka:9092", "group.id": "alpha"})
while True:
    print(parcels.poll(1.0))
    #             ^^^^ violated: message
