import json
from http.server import BaseHTTPRequestHandler, HTTPServer

import grpc

from shop import prices_pb2, prices_pb2_grpc

config = json.dumps({
    "methodConfig": [{
        "name": [{"service": "shop.Prices"}],
        "retryPolicy": {"maxAttempts": 4, "initialBackoff": "0.1s", "maxBackoff": "1s", "backoffMultiplier": 2},
    }]
})
channel = grpc.insecure_channel("prices:80", options=[("grpc.service_config", config)])
prices = prices_pb2_grpc.PricesStub(channel)


class Cart(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = prices.Find(prices_pb2.Query(text=self.path), timeout=1)
        #               ^^^^ violated: PricesStub.Find up to 4 × 4 = 16 times
        self.wfile.write(answer.SerializeToString())


HTTPServer(("", 80), Cart).serve_forever()
