import signal
from concurrent import futures

import grpc


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
    server.add_insecure_port("[::]:50051")
    signal.signal(signal.SIGTERM, lambda signum, frame: server.stop(30))
    server.start()
    #      ^^^^^ shown: server.stop stops the server gracefully
    server.wait_for_termination()
