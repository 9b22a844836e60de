import signal
from concurrent import futures

import grpc

from shop import prices_pb2, prices_pb2_grpc


class Prices(prices_pb2_grpc.PricesServicer):
    def Find(self, request, context):
        return prices_pb2.Hits()


server = grpc.server(futures.ThreadPoolExecutor())
prices_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
server.add_insecure_port("[::]:80")
signal.signal(signal.SIGTERM, lambda *_: server.stop(20))
server.start()
server.wait_for_termination()
