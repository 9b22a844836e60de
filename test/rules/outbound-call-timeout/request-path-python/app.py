from fastapi import FastAPI

from prices import offer, price, stock

app = FastAPI()


@app.get("/prices/{key}")
def read_price(key: str):
    return price(key)


@app.get("/offers/{key}")
def read_offer(key: str):
    return offer(key, timeout=2)


@app.get("/stock/{key}")
def read_stock(key: str):
    return stock(key)
