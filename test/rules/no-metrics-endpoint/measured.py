from aiohttp import web
from prometheus_client import Counter, start_http_server

ORDERS = Counter("orders", "Orders.")
start_http_server(9000)
web.run_app(web.Application(), port=8080)
#   ^^^^^^^ shown
