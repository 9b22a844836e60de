"""Orders."""

from __future__ import annotations

import logging
import os
import sys


def save(order):
    try:
        store.save(order)
    except Exception:
        logging.exception("store.save failed")


def save_all(orders):
    for order in orders:
        try:
            store.save(order)
        except Exception:
            logging.exception("store.save failed")
            continue
