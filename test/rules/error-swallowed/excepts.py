import asyncio
import contextlib
import json
import logging
import os
import queue
import sys
import traceback
from contextlib import suppress

import sentry_sdk

logger = logging.getLogger(__name__)

try:
    import orjson
except ImportError:
    orjson = None

try:
    import uvloop
except Exception:
    uvloop = None


def bare(order):
    try:
        store.save(order)
    except:
#   ^^^^^^ violated: store.save is caught
        pass


def broad(order):
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ violated
        pass
    try:
        store.save(order)
    except (ValueError, Exception) as error:
#   ^^^^^^ violated
        ...
    try:
        store.save(order)
    except BaseException: pass
#   ^^^^^^ violated


def loops(orders):
    for order in orders:
        try:
            store.save(order)
        except Exception:
#       ^^^^^^ violated: skipped
            continue
    while orders:
        try:
            store.save(orders.pop())
        except Exception:
#       ^^^^^^ violated
            break


def returns(order):
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ violated: error from store.save
        return


def answers(order):
    try:
        return store.load(order)
    except Exception:
#   ^^^^^^ cannot tell
        return None


def silent(order):
    try:
        store.save(order)
    except Exception:  # noqa: S110
#   ^^^^^^ cannot tell: suppressed lint warning
        pass


def reasoned(order):
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ shown: comment explains why
        # the cache is filled again on the next read
        pass
    try:
        store.save(order)
    except Exception:  # the cache is filled again on the next read
#   ^^^^^^ shown: comment explains why
        pass
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ shown: comment explains why
        pass  # the cache is filled again on the next read
    try:
        store.save(order)
    except Exception:  # noqa: BLE001 - the cache is filled again on the next read
#   ^^^^^^ shown: comment explains why
        pass


def narrow(settings, jobs, path):
    try:
        return settings["port"]
    except KeyError:
#   ^^^^^^ shown: expected
        pass
    try:
        job = jobs.get_nowait()
    except queue.Empty:
#   ^^^^^^ shown
        return None
    try:
        os.remove(path)
    except FileNotFoundError:
#   ^^^^^^ shown
        pass
    try:
        next(job)
    except StopIteration:
#   ^^^^^^ shown
        pass
    try:
        read(path)
    except (json.JSONDecodeError, UnicodeError):
#   ^^^^^^ shown
        pass
    try:
        read(path)
    except OSError:
#   ^^^^^^ cannot tell
        pass


async def cancelled(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
#   ^^^^^^ shown
        pass


def carried(order):
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ shown: logged
        logger.exception("order not saved")
    try:
        store.save(order)
    except Exception as error:
#   ^^^^^^ shown: error from store.save
        raise RuntimeError("order not saved") from error
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ shown: error from store.save
        store.rollback()
        raise
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ shown: logged
        traceback.print_exc()
    try:
        store.save(order)
    except Exception as error:
#   ^^^^^^ shown
        sentry_sdk.capture_exception(error)
    try:
        store.save(order)
    except Exception as error:
#   ^^^^^^ shown: used
        failures.append(error)
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ shown: ends the process
        sys.exit(1)


def unused_name(order):
    try:
        store.save(order)
    except Exception as error:
#   ^^^^^^ violated
        pass


def suppressed(order, path):
    with suppress(Exception):
#        ^^^^^^^^ violated: store.save is suppressed
        store.save(order)
    with contextlib.suppress(FileNotFoundError):
#                   ^^^^^^^^ shown
        os.remove(path)
    with contextlib.suppress(Exception):
#                   ^^^^^^^^ shown: best effort
        order.close()
    with contextlib.suppress(Exception):  # the cache is filled again on the next read
#                   ^^^^^^^^ shown
        store.save(order)


def overruled(order):
    try:
        return store.save(order)
    finally:
        return None
#       ^^^^^^ violated: error


def loop_in_finally(order):
    try:
        store.save(order)
    finally:
        for each in order:
            continue


class Handle:
    def __del__(self):
        try:
            self.file.flush()
        except Exception:
#       ^^^^^^ shown
            pass

    def stop(self):
        try:
            self.file.close()
        except Exception:
#       ^^^^^^ shown: best effort
            pass


def chosen(token, url):
    try:
        return decode(token)
    except TokenExpired:
#   ^^^^^^ shown: TokenExpired
        return "expired"


def chosen_and_dropped(token, url):
    try:
        check(token)
    except TokenExpired:
#   ^^^^^^ cannot tell: any TokenExpired
        pass
    try:
        fetch(url)
    except requests.RequestException:
#   ^^^^^^ cannot tell: requests.RequestException
        pass
    try:
        requests.post(url, json=token)
    except requests.RequestException:
#   ^^^^^^ violated
        pass
    for each in token:
        try:
            check(each)
        except (TokenExpired, TokenInvalid):
#       ^^^^^^ cannot tell
            continue


def raised_in_finally(order):
    try:
        store.save(order)
    finally:
        if order.stale:
            raise Stale()


async def grouped(orders):
    try:
        await store.save_all(orders)
    except* Exception:
#   ^^^^^^ violated
        pass


def left_to_the_caller(order):
    try:
        store.save(order)
    except Exception as error:
#   ^^^^^^ shown: used
        return error


def nested(order):
    def inner():
        try:
            store.save(order)
        except Exception:
#       ^^^^^^ shown: error from store.save
            if order.final:
                raise
            return None

    return inner
