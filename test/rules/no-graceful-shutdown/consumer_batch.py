import os

import redis

queue = redis.Redis(host=os.environ["REDIS"])


def empty():
    # A job that ends with its queue.
    while queue.llen("parcels") > 0:
        print(queue.blpop("parcels"))


empty()
