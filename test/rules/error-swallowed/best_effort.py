import contextlib
import os
import shutil


def leave(seats, guest):
    with contextlib.suppress(Exception):
#                   ^^^^^^^^ violated
        seats.release(guest)
    try:
        seats.lock.release()
    except Exception:
#   ^^^^^^ violated
        pass


def tidy(path, cursor, task):
    with contextlib.suppress(OSError):
#                   ^^^^^^^^ shown: best effort
        os.remove(path)
    try:
        shutil.rmtree(path)
    except Exception:
#   ^^^^^^ shown: best effort
        pass
    try:
        cursor.close()
        task.cancel()
    except Exception:
#   ^^^^^^ shown: best effort
        pass
