import signal

from confluent_kafka import Consumer

going = {"on": True}
running = True


def leave(signum, frame):
    global running
    running = False


def main():
    parcels = Consumer({"bootstrap.servers": "kafka:9092", "group.id": "depot"})
    parcels.subscribe(["parcels"])
    signal.signal(signal.SIGTERM, leave)
    while running:
        parcel = parcels.poll(1.0)
        #                ^^^^ shown: running = False ends it on the signal
        if parcel is not None:
            print(parcel.key())
    parcels.close()


main()
