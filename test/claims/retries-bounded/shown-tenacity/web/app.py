import requests
from flask import Flask
from tenacity import retry, retry_if_exception_type, stop_after_attempt, stop_never, wait_exponential

app = Flask(__name__)


@retry(stop=stop_after_attempt(3), wait=wait_exponential(multiplier=0.2))
def price(item):
    return requests.get('http://prices/' + item, timeout=2).json()


@app.get('/')
def home():
    return price('1')


app.run(port=8080)
