from wsgiref.simple_server import make_server

from .signals import stop_on_term


def main(app):
    server = make_server("0.0.0.0", 8080, app)
    stop_on_term(server)
    server.serve_forever()
    #      ^^^^^^^^^^^^^ shown: shutdown
