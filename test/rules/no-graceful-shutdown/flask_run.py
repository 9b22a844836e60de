from aiohttp import web
from flask import Flask

app = Flask(__name__)


@app.route("/orders")
def healthz():
    return "ok"


def development():
    app.run(debug=True)


def exposed():
    app.run(host="0.0.0.0", port=8080)
    #   ^^^ cannot tell: development server


def other():
    web.run_app(web.Application(), port=8080)
    #   ^^^^^^^ shown
