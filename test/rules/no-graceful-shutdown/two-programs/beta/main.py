import signal

from confluent_kafka import Consumer

parcels = Consumer({"bootstrap.servers": "kafka:9092", "group.id": "beta"})
signal.signal(signal.SIGTERM, lambda number, frame: parcels.close())
while True:
    print(parcels.poll(1.0))
    #             ^^^^ shown: parcels.close ends it on the signal
