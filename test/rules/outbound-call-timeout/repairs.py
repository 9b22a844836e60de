import requests
import urllib3


def load(url, key):
    requests.get(url)
    #        ^^^ violated
    requests.post(
        #    ^^^^ violated
        url,
        json={"key": key},
    )
    session = requests.Session()
    session.get(f"{url}/{key}", params={"a": 1})
    #       ^^^ violated
    return urllib3.PoolManager()
    #              ^^^^^^^^^^^ violated
