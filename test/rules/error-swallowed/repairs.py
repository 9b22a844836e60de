"""Orders."""

from __future__ import annotations

import os
import sys


def save(order):
    try:
        store.save(order)
    except Exception:
#   ^^^^^^ violated
        pass


def save_all(orders):
    for order in orders:
        try:
            store.save(order)
        except Exception:
#       ^^^^^^ violated
            continue
