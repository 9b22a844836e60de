from kafka import KafkaConsumer

parcels = KafkaConsumer("parcels", bootstrap_servers="kafka:9092")
#         ^^^^^^^^^^^^^ violated: messages come until the consumer is closed

for parcel in parcels:
    print(parcel.key)
