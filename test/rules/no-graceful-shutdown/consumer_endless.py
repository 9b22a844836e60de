from confluent_kafka import Consumer


def main():
    parcels = Consumer({"bootstrap.servers": "kafka:9092", "group.id": "depot"})
    parcels.subscribe(["parcels"])
    while True:
        parcel = parcels.poll(1.0)
        #                ^^^^ violated: message
        if parcel is None:
            continue
        print(parcel.key())


main()
