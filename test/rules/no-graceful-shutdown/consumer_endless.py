from confluent_kafka import Consumer


def main():
    parcels = Consumer({"bootstrap.servers": "kafka:9092", "group.id": "depot"})
    parcels.subscribe(["parcels"])
    while True:
        parcel = parcels.poll(1.0)
        #                ^^^^ violated: A stop cuts off the message at hand
        if parcel is None:
            continue
        print(parcel.key())


main()
