import signal
import sys
from concurrent import futures

import grpc

prices = grpc.server(futures.ThreadPoolExecutor(max_workers=4))


def leave(signum, frame):
    sys.exit(0)
    prices.stop(20)


prices.add_insecure_port("[::]:50051")
signal.signal(signal.SIGTERM, leave)
prices.start()
#      ^^^^^ violated: before prices.stop runs
prices.wait_for_termination()
