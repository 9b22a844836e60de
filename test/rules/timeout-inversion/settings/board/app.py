import requests
from flask import Flask
from tenacity import retry, stop_after_attempt

app = Flask(__name__)


@retry(stop=stop_after_attempt(3))
def ask(path):
    return requests.get("https://sales.example.com/" + path, timeout=3).json()
    #               ^^^ violated: requests.get waits up to 3 × 3 s = 9 s


@app.get("/board")
def board():
    return ask("board")


@app.get("/now")
def now():
    return requests.get("https://sales.example.com/now", timeout=3).json()
    #               ^^^ shown: requests.get waits up to 3 s
