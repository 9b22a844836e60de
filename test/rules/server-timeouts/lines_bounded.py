import socketserver


class Lines(socketserver.StreamRequestHandler):
    timeout = 30

    def handle(self):
        for line in self.rfile:
            self.wfile.write(line)


def main():
    with socketserver.ThreadingTCPServer(("0.0.0.0", 9999), Lines) as server:
        #             ^^^^^^^^^^^^^^^^^^ shown
        server.serve_forever()
