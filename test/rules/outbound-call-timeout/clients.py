import asyncio
import http.client
import socket
import urllib.request
from typing import Optional
from urllib import request
from urllib.request import Request, urlopen

import aiohttp
import async_timeout
import httpx
import urllib3
from aiohttp import ClientSession, ClientTimeout


def opened(url):
    urllib.request.urlopen(url)
    #              ^^^^^^^ violated: urllib.request.urlopen
    request.urlopen(Request(url))
    #       ^^^^^^^ violated
    urlopen(url, None, 5)
#   ^^^^^^^ shown
    urlopen(url, timeout=5)
#   ^^^^^^^ shown
    with urlopen(url) as response:
        #^^^^^^^ violated
        return response.read()


def raw(host):
    plain = http.client.HTTPSConnection(host)
    #                   ^^^^^^^^^^^^^^^ violated
    plain.request("GET", "/")
    #     ^^^^^^^ cannot tell
    third = http.client.HTTPConnection(host, 80, 5)
    #                   ^^^^^^^^^^^^^^ shown
    third.request("GET", "/")
    return http.client.HTTPConnection(host, timeout=10)
    #                  ^^^^^^^^^^^^^^ shown


def pooled(url):
    pool = urllib3.PoolManager()
    #              ^^^^^^^^^^^ violated
    pool.request("GET", url)
    bounded = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=5))
    #                 ^^^^^^^^^^^ shown
    bounded.request("GET", url)
    each = urllib3.PoolManager()
    #              ^^^^^^^^^^^ shown
    each.request("GET", url, timeout=5)


def default_is_finite(url):
    httpx.get(url)
    #     ^^^ shown: 5 s
    httpx.get(url, timeout=None)
    #     ^^^ violated: timeout
    with httpx.Client() as client:
        #      ^^^^^^ shown
        client.get(url, timeout=None)
        #      ^^^ violated
    client = httpx.AsyncClient(timeout=None)
    #              ^^^^^^^^^^^ violated
    return client.get(url)


async def total(url):
    async with aiohttp.ClientSession() as session:
        #              ^^^^^^^^^^^^^ shown: 300 s
        async with session.get(url) as response:
            #              ^^^ shown
            return await response.json()


async def without_total(url):
    session = ClientSession(timeout=ClientTimeout(total=None))
    #         ^^^^^^^^^^^^^ violated: timeout
    return await session.get(url)


async def without_total_in_place(url):
    async with aiohttp.ClientSession(timeout=ClientTimeout(total=None)) as session:
        #              ^^^^^^^^^^^^^ violated: timeout
        return await session.get(url)


async def by_parts(url):
    one = ClientSession(timeout=ClientTimeout(connect=5))
    #     ^^^^^^^^^^^^^ cannot tell: `timeout=ClientTimeout(connect=5)` may limit
    two = httpx.AsyncClient(timeout=httpx.Timeout(10, connect=60))
    #           ^^^^^^^^^^^ shown
    three = httpx.AsyncClient(timeout=httpx.Timeout(None))
    #             ^^^^^^^^^^^ violated
    return one, two, three


class Catalogue:
    def __init__(self, client: Optional[httpx.Client] = None, timeout: float = 5):
        self.client = client or httpx.Client(timeout=timeout)
        #                             ^^^^^^ shown

    def get(self, url):
        return self.client.get(url)


async def waited(session, url):
    loop = asyncio.get_running_loop()
    await asyncio.wait_for(loop.run_in_executor(None, lambda: urlopen(url)), 5)
    #                                                         ^^^^^^^ cannot tell: around
    with async_timeout.timeout(5):
        return urlopen(url)
        #      ^^^^^^^ cannot tell
