from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)


def main():
    ThreadingHTTPServer(("", 8080), Handler).serve_forever()
#   ^^^^^^^^^^^^^^^^^^^ violated: http.server
