import logging
from flask import Flask
from pythonjsonlogger import jsonlogger


class Lines(jsonlogger.JsonFormatter):
    pass


app = Flask(__name__)


@app.get('/')
def home():
    return 'hello'


app.run(port=8080)
