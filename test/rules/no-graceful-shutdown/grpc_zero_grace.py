import signal
from concurrent import futures

import grpc

GRACE = 0


def leave(signum, frame):
    prices.stop(grace=GRACE).wait()


prices = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
prices.add_insecure_port("[::]:50051")
signal.signal(signal.SIGTERM, leave)
prices.start()
#      ^^^^^ violated: prices.stop
prices.wait_for_termination()
