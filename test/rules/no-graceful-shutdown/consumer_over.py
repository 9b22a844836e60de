from kafka import KafkaConsumer

parcels = KafkaConsumer("parcels", bootstrap_servers="kafka:9092")
#         ^^^^^^^^^^^^^ violated: consumer

for parcel in parcels:
    print(parcel.key)
