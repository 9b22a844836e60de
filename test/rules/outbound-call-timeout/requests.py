import functools
import requests
from requests import Session, post as send
from requests.adapters import HTTPAdapter

TIMEOUT = 10


def plain(url):
    return requests.get(url)
    #               ^^^ violated: requests.get


def posted(url, body):
    response = send(url, json=body)
    #          ^^^^ violated
    return response.json()


def bounded(url):
    requests.get(url, timeout=5)
    #        ^^^ shown
    requests.put(url, timeout=(3.05, TIMEOUT))
    #        ^^^ shown
    requests.request("GET", url, timeout=TIMEOUT)
    #        ^^^^^^^ shown


def switched_off(url):
    return requests.get(url, timeout=None)
    #               ^^^ violated: timeout


def in_part(url):
    requests.get(url, timeout=(3, None))
    #        ^^^ violated: `timeout=(3, None)`
    return requests.get(url, timeout=(None, None))
    #               ^^^ violated


class Overridden:
    timeout = None

    def get(self, url):
        return requests.get(url, timeout=self.timeout)
        #               ^^^ cannot tell: may be set elsewhere


def handed_on(url, timeout=None, **options):
    requests.get(url, timeout=timeout)
    #        ^^^ cannot tell: may be empty
    requests.get(url, **options)
    #        ^^^ cannot tell
    return requests.get(url, timeout=timeout or 5)
    #               ^^^ shown


def collected(url):
    options = {"timeout": 5}
    requests.get(url, **options)
    #        ^^^ shown
    later = {}
    later["timeout"] = 5
    requests.get(url, **later)
    #        ^^^ shown
    bare = {"verify": True}
    requests.get(url, **bare)
    #        ^^^ violated


def with_session(url):
    with requests.Session() as session:
        session.headers["accept"] = "application/json"
        session.get(url, timeout=3)
        #       ^^^ shown
        return session.get(url)
        #              ^^^ violated


class Prices:
    def __init__(self, base):
        self.base = base
        self.session = requests.Session()
        self.session.mount("https://", HTTPAdapter(max_retries=3))

    def one(self, key):
        return self.session.get(f"{self.base}/{key}")
        #                   ^^^ violated

    def all(self):
        return self.session.get(self.base, timeout=5)
        #                   ^^^ shown


class TimeoutAdapter(HTTPAdapter):
    def send(self, request, **kwargs):
        kwargs.setdefault("timeout", 5)
        return super().send(request, **kwargs)


class Mounted:
    def __init__(self):
        self.session = Session()
        self.session.mount("https://", TimeoutAdapter())

    def one(self, url):
        return self.session.get(url)
        #                   ^^^ cannot tell: `mount` of its client


def replaced(url):
    session = Session()
    session.request = functools.partial(session.request, timeout=5)
    return session.get(url)
    #              ^^^ cannot tell


def injected(session: requests.Session, url):
    return session.get(url)
    #              ^^^ cannot tell: elsewhere


def wrapped(url):
    get = functools.partial(requests.get, timeout=5)
    return get(url)


def own_names(requests, url):
    settings = {"a": 1}
    settings.get("a")
    return requests.get(url)
