import requests


def price(key, timeout=None):
    return requests.get(f"https://prices.internal/{key}", timeout=timeout).json()
    #               ^^^ violated: GET /prices/{key} waits


def offer(key, timeout=None):
    return requests.get(f"https://prices.internal/{key}", timeout=timeout).json()
    #               ^^^ shown: requests.get


def stock(key, timeout=3):
    return requests.get(f"https://prices.internal/{key}", timeout=timeout).json()
    #               ^^^ shown: requests.get
