import httpx


def tail(path):
    return httpx.get("https://depot.internal/" + path, timeout=httpx.Timeout(3.0, read=None))
    #            ^^^ violated: `timeout=httpx.Timeout(3.0, read=None)`


def parts(path):
    return httpx.get("https://depot.internal/" + path, timeout=httpx.Timeout(3.0, read=9.0))
    #            ^^^ shown
