import asyncio
import logging

logger = logging.getLogger(__name__)


async def poll(feed):
    while True:
        try:
            await feed.read()
        except asyncio.CancelledError:
#       ^^^^^^ violated: nothing can stop it
            logger.info("cancelled")


async def poll_anything(feed):
    while True:
        try:
            await feed.read()
        except BaseException:
#       ^^^^^^ violated: nothing can stop it
            logger.exception("not read")


async def poll_until(feed):
    while True:
        try:
            await feed.read()
        except asyncio.CancelledError:
#       ^^^^^^ shown
            break


async def poll_again(feed):
    while True:
        try:
            await feed.read()
        except asyncio.CancelledError:
            raise
        except Exception:
#       ^^^^^^ shown
            logger.exception("not read")


async def stop(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
#   ^^^^^^ shown: is expected here
        pass


async def goes_on(feed):
    try:
        await feed.read()
    except asyncio.CancelledError:
#   ^^^^^^ cannot tell: cancellation
        pass
    await feed.write()
