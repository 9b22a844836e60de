import httpx
from openai import AsyncOpenAI, OpenAI


def answering():
    return OpenAI(http_client=httpx.Client(verify=False))
    #                               ^^^^^^ cannot tell: sets its own timeout


def answering_later(**options):
    options["http_async_client"] = httpx.AsyncClient(verify=False)
    #                                    ^^^^^^^^^^^ cannot tell: sets its own timeout
    return AsyncOpenAI(**options)


def bounded():
    return OpenAI(http_client=httpx.Client(timeout=20))
    #                               ^^^^^^ shown: timeout=20


def own():
    client = httpx.Client(verify=False)
    #              ^^^^^^ shown: after 5 s
    return client.get("https://prices.internal/today")
