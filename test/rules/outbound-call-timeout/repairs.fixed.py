import requests
import urllib3


def load(url, key):
    requests.get(url, timeout=5)
    requests.post(
        url,
        json={"key": key}, timeout=5,
    )
    session = requests.Session()
    session.get(f"{url}/{key}", params={"a": 1}, timeout=5)
    return urllib3.PoolManager(timeout=5)
