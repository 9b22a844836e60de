from aiohttp import web

app = web.Application()
web.run_app(app, port=8080)
#   ^^^^^^^ shown: aiohttp.web.run_app: a mesh
