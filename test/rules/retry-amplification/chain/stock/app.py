import requests
from flask import Flask
from tenacity import retry, stop_after_attempt, wait_random_exponential

app = Flask(__name__)


@retry(stop=stop_after_attempt(4), wait=wait_random_exponential(max=1))
def ask(path):
    return requests.get("https://depot.example.com" + path, timeout=1).json()


@app.get("/items/<item>")
def look(item):
    return find(item)


@retry(stop=stop_after_attempt(4), wait=wait_random_exponential(max=1))
def find(item):
    return requests.get("https://depot.example.com/items/" + item, timeout=1).json()
    #               ^^^ violated: requests.get up to 3 × 4 = 12 times (axios-retry × tenacity)


@app.get("/all")
def everything():
    return ask("/all")
