from .http_sessions import api, bare, hopeful, patient

session = bare("t")


def order(url):
    session.get(url)
    #       ^^^ violated: timeout
    session.get(url, timeout=3)
    #       ^^^ shown: session.get sets its own
    patient().get(url)
    #         ^^^ shown: its client has one
    hopeful().get(url)
    #         ^^^ cannot tell
    api.get(url)
    #   ^^^ violated: requests
    api.get(url, timeout=3)
    #   ^^^ shown
