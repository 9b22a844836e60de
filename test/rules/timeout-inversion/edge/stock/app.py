import requests
from flask import Flask
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

app = Flask(__name__)
session = requests.Session()
session.mount("https://", HTTPAdapter(max_retries=Retry(total=2)))


@app.post("/items/<item>/reserve")
def reserve(item):
    answer = requests.get("https://depot.example.com/items/" + item, timeout=5)
    #                 ^^^ violated: requests.get waits up to 5 s
    return answer.json()


@app.get("/items/<item>")
def look(item):
    answer = session.get("https://depot.example.com/items/" + item, timeout=(3.05, 9))
    #                ^^^ violated: waits up to 3 × 9 s = 27 s
    return answer.json()


@app.get("/depots")
def depots():
    return requests.get("https://depot.example.com/all", timeout=5).json()
    #               ^^^ shown: waits up to 5 s
