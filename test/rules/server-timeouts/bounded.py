from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    timeout = 10

    def do_GET(self):
        self.send_response(200)


server = HTTPServer(("", 8080), Handler)
#        ^^^^^^^^^^ shown: timeout = 10
server.serve_forever()
