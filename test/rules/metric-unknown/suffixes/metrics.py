from prometheus_client import Counter, Histogram, Info, Summary

ORDERS = Counter('shop_orders', 'Orders.', ['kind'])
WAIT = Histogram('shop_wait_seconds', 'Time to answer.')
SIZE = Summary('shop_size_bytes', 'Size of orders.')
BUILD = Info('shop_build', 'Version.')
