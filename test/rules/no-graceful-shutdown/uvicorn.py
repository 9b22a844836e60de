import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/healthz")
def healthz():
    return {}


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8080)
    #       ^^^ shown: uvicorn stops accepting
    server = uvicorn.Server(uvicorn.Config(app))
    server.run()
    #      ^^^ shown
