import httpx


def tail(path):
    return httpx.get("https://depot.internal/" + path, timeout=httpx.Timeout(3.0, read=None))
    #            ^^^ violated: leaves the wait for an answer without an end


def parts(path):
    return httpx.get("https://depot.internal/" + path, timeout=httpx.Timeout(3.0, read=9.0))
    #            ^^^ shown
