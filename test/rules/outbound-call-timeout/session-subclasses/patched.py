from functools import partial

import requests


class Feed(requests.Session):
    def __init__(self):
        super().__init__()
        self.request = partial(self.request, timeout=5)

    def latest(self):
        return self.get("https://feed.internal/latest")
        #           ^^^ cannot tell: `request` of its client may set one
