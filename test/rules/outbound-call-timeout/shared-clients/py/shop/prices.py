from shop.http import session
from . import http


def price(key):
    return session.get(f"https://prices.internal/{key}").json()
    #              ^^^ violated: session.get


def stock(key):
    return http.session.get(f"https://stock.internal/{key}", timeout=5).json()
    #                   ^^^ shown
