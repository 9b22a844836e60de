import signal
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer


def local():
    HTTPServer(("127.0.0.1", 8000), BaseHTTPRequestHandler).serve_forever()


def main():
    server = ThreadingHTTPServer(("", 8080), BaseHTTPRequestHandler)

    def stop(signum, frame):
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    server.serve_forever()
    #      ^^^^^^^^^^^^^ shown
