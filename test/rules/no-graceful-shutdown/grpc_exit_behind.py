import signal
import sys
from concurrent import futures

import grpc

prices = grpc.server(futures.ThreadPoolExecutor(max_workers=4))


def leave(signum, frame):
    prices.stop(20)
    sys.exit(0)


prices.add_insecure_port("[::]:50051")
signal.signal(signal.SIGTERM, leave)
prices.start()
#      ^^^^^ cannot tell: sys.exit follows, and nothing waits for prices.stop
prices.wait_for_termination()
