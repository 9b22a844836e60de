import sqlite3

from flask import Flask

app = Flask(__name__)
db = sqlite3.connect("/data/app.db")


@app.route("/healthz")
def healthz():
    db.execute("SELECT 1")
    return "ok"


if __name__ == "__main__":
    app.run(port=8080)
