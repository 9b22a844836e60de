import json

import grpc

from shop import search_pb2, search_pb2_grpc

CONFIG = json.dumps({"methodConfig": [{"name": [{}], "timeout": "1s"}]})


def find(address, text):
    channel = grpc.insecure_channel(address, options=[("grpc.service_config", CONFIG)])
    return search_pb2_grpc.SearchStub(channel).Find(search_pb2.Query(text=text))
    #                                          ^^^^ cannot tell: a service config may set one
