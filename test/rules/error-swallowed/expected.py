import queue

import requests
from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework.exceptions import APIException


def pay_out(winner):
    try:
        requests.post("https://bank.test/pay", json=winner, timeout=5)
    except requests.exceptions.ReadTimeout:
#   ^^^^^^ violated: have run
        pass


def pay_all(bank, winners):
    for winner in winners:
        try:
            bank.transfer(winner)
        except TimeoutError:
#       ^^^^^^ violated: have run
            continue


def pay_or_say(bank, winner):
    try:
        bank.transfer(winner)
    except TimeoutError:
#   ^^^^^^ shown: TimeoutError is handled
        return "unknown"
    return "paid"


def next_winner(winners):
    try:
        return winners.get(timeout=1)
    except queue.Empty:
#   ^^^^^^ shown: is expected here
        return None


def wait(done):
    try:
        done.wait(timeout=3)
    except TimeoutError:
#   ^^^^^^ shown: is expected here
        pass


def save_all(store, winners):
    for winner in winners:
        try:
            store.save(winner)
        except (TypeError, ValueError):
#       ^^^^^^ cannot tell: any TypeError or ValueError
            pass


def links(view, request, pages):
    found = []
    for page in pages:
        try:
            view.check_object_permissions(request, page)
        except (APIException, PermissionDenied, Http404):
#       ^^^^^^ cannot tell: question
            pass
        else:
            found.append(page.link)
    return found


def tell(view, mailer, winner):
    try:
        mailer.send(winner.address)
    except APIException:
#   ^^^^^^ violated
        pass


def newest(sources):
    for source in sources:
        try:
            return source.newest()
        except Exception:
#       ^^^^^^ cannot tell: next
            continue
    return None


def load_all(sources, found):
    for source in sources:
        try:
            found.extend(source.newest())
        except Exception:
#       ^^^^^^ violated: is skipped
            continue


def version(cursor):
    name = "unknown"
    try:
        cursor.execute("SELECT version()")
        name = cursor.fetchone()[0]
    except Exception:
#   ^^^^^^ cannot tell: previous value
        pass
    return name


def record(cursor, winner):
    row = None
    try:
        cursor.execute("INSERT INTO winners (name) VALUES (%s)", winner)
        row = cursor.fetchone()
    except Exception:
#   ^^^^^^ violated
        pass
    return row
