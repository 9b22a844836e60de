from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)
limiter = Limiter(get_remote_address, app=app)


@app.route("/orders")
def orders():
    return "ok"


if __name__ == "__main__":
    app.run(port=8080)
