import signal


def stop_on_term(server):
    signal.signal(signal.SIGTERM, lambda signum, frame: server.shutdown())
