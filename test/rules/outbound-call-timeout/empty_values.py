import math
import os

import requests
from urllib3 import Timeout

WAIT = os.environ.get("WAIT")
SETTINGS = {}


def stock(url):
    requests.get(url, timeout=os.environ.get("WAIT"))
    #        ^^^ cannot tell: may be empty
    requests.get(url, timeout=WAIT)
    #        ^^^ cannot tell
    requests.get(url, timeout=int(os.environ["WAIT"]) if "WAIT" in os.environ else None)
    #        ^^^ cannot tell
    requests.get(url, timeout=SETTINGS.get("wait"))
    #        ^^^ cannot tell
    requests.get(url, timeout=SETTINGS.get("wait", 4))
    #        ^^^ shown
    requests.get(url, timeout=float(os.getenv("WAIT", "4")))
    #        ^^^ shown
    requests.get(url, timeout=float(os.environ["WAIT"]))
    #        ^^^ shown
    requests.get(url, timeout=os.getenv("WAIT") or 4)
    #        ^^^ shown
    requests.get(url, timeout=float("inf"))
    #        ^^^ violated
    requests.get(url, timeout=math.inf)
    #        ^^^ violated
    requests.get(url, timeout=Timeout(connect=1, read=None))
    #        ^^^ violated: `timeout=Timeout(connect=1, read=None)`
    requests.get(url, timeout=Timeout(connect=1))
    #        ^^^ cannot tell: `timeout=Timeout(connect=1)` may limit
    requests.get(url, timeout=Timeout(connect=1, read=4))
    #        ^^^ shown
