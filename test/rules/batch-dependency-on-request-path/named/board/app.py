import os

import psycopg_pool
from flask import Flask, jsonify

app = Flask(__name__)
analytics = psycopg_pool.ConnectionPool(os.environ["ANALYTICS_DSN"], max_size=4)
orders = psycopg_pool.ConnectionPool(os.environ["REPLICA_DSN"], max_size=4)


@app.get("/board")
def board():
    with analytics.connection() as connection:
        #          ^^^^^^^^^^ cannot tell: GET /board waits for analytics-replica, which may be
        return jsonify(connection.execute("SELECT 1").fetchall())


@app.get("/orders")
def list_orders():
    with orders.connection() as connection:
        return jsonify(connection.execute("SELECT 1").fetchall())
