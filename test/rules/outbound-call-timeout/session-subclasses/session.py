import requests
from requests.adapters import HTTPAdapter
from requests.packages.urllib3.util.retry import Retry

from limits import DeadlineMixin


class PricesSession(requests.Session):
    def __init__(self, token):
        super().__init__()
        self.headers["Authorization"] = token
        self.mount("https://", HTTPAdapter(max_retries=Retry(3)))

    def today(self):
        return self.get("https://prices.internal/today")
        #           ^^^ violated: requests.Session.get has no timeout

    def quick(self):
        return self.get("https://prices.internal/now", timeout=2)
        #           ^^^ shown: timeout=2


class BoundedSession(requests.Session):
    def request(self, method, url, **options):
        options.setdefault("timeout", 5)
        return super().request(method, url, **options)

    def today(self):
        return self.get("https://prices.internal/today")
        #           ^^^ cannot tell: its class replaces `request`


class MixedSession(DeadlineMixin, requests.Session):
    def today(self):
        return self.get("https://prices.internal/today")


class StockSession(PricesSession):
    pass


class Shop:
    def __init__(self, session=None):
        self.stock = StockSession("secret")
        self.bounded = BoundedSession()
        self.plain = requests.Session()

    def load(self):
        self.plain.get("https://stock.internal/all")
        #          ^^^ violated: requests.Session().get has no timeout
        self.bounded.get("https://stock.internal/all")
        #            ^^^ cannot tell: its class replaces `request`
        return self.stock.get("https://stock.internal/all")
        #                 ^^^ violated: requests.Session.get has no timeout
