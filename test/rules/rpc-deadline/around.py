import asyncio

import grpc.aio

from shop import search_pb2, search_pb2_grpc


async def block(channel: grpc.aio.Channel, text: str):
    stub = search_pb2_grpc.SearchStub(channel)
    async with asyncio.timeout(2):
        return await stub.Find(search_pb2.Query(text=text))
        #                 ^^^^ cannot tell


async def waited(channel: grpc.aio.Channel, text: str):
    stub = search_pb2_grpc.SearchStub(channel)
    return await asyncio.wait_for(stub.Find(search_pb2.Query(text=text)), 2)
    #                                  ^^^^ cannot tell
