import grpc

from shop import search_pb2, search_pb2_grpc
from shop.search_pb2_grpc import IndexStub


class Frontend:
    def __init__(self, channel):
        self.search = search_pb2_grpc.SearchStub(channel)

    def none(self, text):
        return self.search.Find(search_pb2.Query(text=text))
        #                  ^^^^ violated: SearchStub.Find

    def bounded(self, text):
        return self.search.Find(search_pb2.Query(text=text), timeout=2)
        #                  ^^^^ shown: 2

    def positional(self, text):
        return self.search.Find(search_pb2.Query(text=text), 2)
        #                  ^^^^ shown

    def off(self, text):
        return self.search.Find(search_pb2.Query(text=text), timeout=None)
        #                  ^^^^ violated: `None` disables

    def spread(self, text, **options):
        return self.search.Find(search_pb2.Query(text=text), **options)
        #                  ^^^^ cannot tell

    def later(self, text):
        return self.search.Find.future(search_pb2.Query(text=text))
        #                       ^^^^^^ violated

    def stream(self, text):
        for hit in self.search.FindAll(search_pb2.Query(text=text)):
            yield hit


def add(address):
    with grpc.insecure_channel(address) as channel:
        return IndexStub(channel).Add(search_pb2.Document())
        #                         ^^^ violated: IndexStub.Add


class Kafka:
    def __init__(self, stub):
        self.stub = stub

    def send(self):
        return self.stub.send("x")
