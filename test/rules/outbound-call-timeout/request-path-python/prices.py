import requests


def price(key, timeout=None):
    return requests.get(f"https://prices.internal/{key}", timeout=timeout).json()
    #               ^^^ violated: GET /prices/{key} waits for requests.get without a limit (no caller on the way gives timeout)


def offer(key, timeout=None):
    return requests.get(f"https://prices.internal/{key}", timeout=timeout).json()
    #               ^^^ shown: requests.get has a deadline


def stock(key, timeout=3):
    return requests.get(f"https://prices.internal/{key}", timeout=timeout).json()
    #               ^^^ shown: requests.get has a deadline
