from shop import search_pb2, search_pb2_grpc


def find(channel, text):
    return search_pb2_grpc.SearchStub(channel).Find(search_pb2.Query(text=text))
    #                                          ^^^^ violated
