from flask import Flask

app = Flask(__name__)


@app.route("/orders")
#          ^^^^^^^^^ violated: the application serves requests
def orders():
    return "[]"


@app.route("/orders/<order>")
def order(order):
    return "{}"
