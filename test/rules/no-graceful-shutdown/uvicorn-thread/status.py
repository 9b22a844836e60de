import uvicorn
from fastapi import FastAPI

app = FastAPI()


def serve_status():
    uvicorn.run(app, host="0.0.0.0", port=8080)
    #       ^^^ cannot tell: handles no signals in a thread
