import structlog
from flask import Flask

structlog.configure(processors=[structlog.processors.TimeStamper(), structlog.processors.JSONRenderer()])
app = Flask(__name__)


@app.get('/')
def home():
    return 'hello'


app.run(port=8080)
