import signal
from concurrent import futures

import grpc


def main():
    prices = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    prices.add_insecure_port("[::]:50051")
    signal.signal(signal.SIGTERM, lambda signum, frame: prices.stop(None))
    prices.start()
    #      ^^^^^ violated: prices.stop
    prices.wait_for_termination()
