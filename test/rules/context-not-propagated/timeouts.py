import asyncio

import httpx
import requests


def found(item, timeout):
    return httpx.get(f"https://prices.internal/{item}", timeout=timeout)
    #            ^^^ shown: httpx.get


def lost(item, timeout):
    return httpx.get(f"https://prices.internal/{item}")
    #            ^^^ violated: httpx.get


def replaced(item, timeout=30):
    return requests.get(f"https://prices.internal/{item}", timeout=5)
    #               ^^^ violated


def unbounded(item, timeout=30):
    return requests.get(f"https://prices.internal/{item}")


async def around(item, timeout):
    async with asyncio.timeout(timeout), httpx.AsyncClient() as client:
        return await client.get(f"https://prices.internal/{item}")
        #                   ^^^ shown


def until_up(item, timeout=30):
    # It limits the loop and no call.
    waited = 0
    with httpx.Client() as client:
        while waited < timeout:
            client.get(f"https://prices.internal/{item}")
            waited += 1


def of_client(item, timeout):
    with httpx.Client(timeout=timeout) as client:
        return client.get(f"https://prices.internal/{item}")
        #             ^^^ shown: client.get


def elsewhere(item, timeout, **options):
    return httpx.get(f"https://prices.internal/{item}", **options)
    #            ^^^ cannot tell: options are set


def without(item):
    return httpx.get(f"https://prices.internal/{item}")
