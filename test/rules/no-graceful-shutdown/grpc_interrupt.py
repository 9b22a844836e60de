import asyncio
import signal

import grpc


async def main():
    server = grpc.aio.server()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, lambda: asyncio.create_task(server.stop(5)))
    await server.start()
    #            ^^^^^ violated: SIGINT
