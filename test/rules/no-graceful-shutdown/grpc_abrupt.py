import signal
import sys
from concurrent import futures

import grpc


def quit_now(signum, frame):
    sys.exit(0)


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
    signal.signal(signal.SIGTERM, quit_now)
    server.start()
    #      ^^^^^ violated: handler exits without
    server.wait_for_termination()
