from session import BoundedSession, PricesSession, StockSession


def total():
    return PricesSession("secret").get("https://prices.internal/total")
    #                              ^^^ violated: PricesSession().get has no timeout


def stock():
    session = StockSession("secret")
    return session.post("https://stock.internal/reserve", json={})
    #              ^^^^ violated: has no timeout


def bounded():
    return BoundedSession().get("https://prices.internal/total")
    #                       ^^^ cannot tell: its class replaces `request`
