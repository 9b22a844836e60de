import socket
from urllib.request import urlopen

import requests

socket.setdefaulttimeout(10)


def load(url):
    requests.get(url)
    #        ^^^ violated
    return urlopen(url)
    #      ^^^^^^^ shown
