from flask import Flask

from db import engine

app = Flask(__name__)


@app.get("/")
def index():
    return engine.name
