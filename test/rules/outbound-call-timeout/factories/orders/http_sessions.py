import requests
from requests.adapters import HTTPAdapter

try:
    import traced_requests as api
except ImportError:
    import requests as api


class Patient(HTTPAdapter):
    def __init__(self, *args, **kwargs):
        self.retries = 3
        super().__init__(*args, **kwargs)

    def send(self, request, **kwargs):
        if kwargs.get("timeout") is None:
            kwargs["timeout"] = 5
        return super().send(request, **kwargs)


class Hopeful(HTTPAdapter):
    def send(self, request, **kwargs):
        kwargs.setdefault("timeout", 5)
        return super().send(request, **kwargs)


def patient():
    session = requests.Session()
    session.mount("https://", Patient())
    return session


def hopeful():
    session = requests.Session()
    session.mount("https://", Hopeful())
    return session


def bare(token):
    session = requests.Session()
    session.headers["authorization"] = token
    return session
