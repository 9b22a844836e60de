from .http_sessions import api, bare, hopeful, patient

session = bare("t")


def order(url):
    session.get(url)
    #       ^^^ violated: without a timeout
    session.get(url, timeout=3)
    #       ^^^ shown: brings its own
    patient().get(url)
    #         ^^^ shown: its client has one
    hopeful().get(url)
    #         ^^^ cannot tell
    api.get(url)
    #   ^^^ violated: requests waits for ever
    api.get(url, timeout=3)
    #   ^^^ shown
