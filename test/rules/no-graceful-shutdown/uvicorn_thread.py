import threading
from functools import partial

import uvicorn
from fastapi import FastAPI

app = FastAPI()


def serve_status(port):
    uvicorn.run(app, port=port)
    #       ^^^ cannot tell: handles no signals in a thread


def serve_orders():
    uvicorn.run(app, host="0.0.0.0", port=8080)
    #       ^^^ shown: uvicorn stops accepting


if __name__ == "__main__":
    threading.Thread(target=partial(serve_status, 9000), daemon=True).start()
    threading.Thread(target=lambda: uvicorn.run(app, port=9001), daemon=True).start()
    #                                       ^^^ cannot tell: handles no signals in a thread
    serve_orders()
