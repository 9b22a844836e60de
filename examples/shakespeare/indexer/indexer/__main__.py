"""Keeps the lines of the plays up to date."""

import argparse
import logging
import os
import signal
import threading
import time

from prometheus_client import start_http_server

from indexer.archive import read_plays
from indexer.glossary import Glossary
from indexer.metrics import duration, last_success, lines, runs
from indexer.output import write_lines

log = logging.getLogger("indexer")
stopping = threading.Event()


def run_once(archive_url, glossary, output):
    """One run: read, add spellings, write."""
    with duration.time():
        plays = read_plays(archive_url)
        words = sorted({word for play in plays for line in play["lines"] for word in line["text"].lower().split()})
        spellings = glossary.spellings(words)
        written = write_lines(output, plays, spellings)
    lines.set(written)
    last_success.set_to_current_time()


def seconds(text):
    """`24h`, `90m`, `30s` as seconds."""
    return int(text[:-1]) * {"h": 3600, "m": 60, "s": 1}[text[-1]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=seconds, default=24 * 3600)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    signal.signal(signal.SIGTERM, lambda signum, frame: stopping.set())
    start_http_server(9000)
    glossary = Glossary(os.environ.get("GLOSSARY_ADDRESS", "glossary.language:50051"))
    log.info("glossary %s", glossary.version())
    while not stopping.is_set():
        started = time.monotonic()
        try:
            run_once(
                os.environ.get("ARCHIVE_URL", "http://archive.texts"),
                glossary,
                os.environ.get("OUTPUT", "/var/lib/indexer/lines.json"),
            )
            runs.labels(outcome="success").inc()
        except Exception:
            log.exception("this run failed, the lines of the last one are kept")
            runs.labels(outcome="failure").inc()
        stopping.wait(max(0, options.every - (time.monotonic() - started)))


if __name__ == "__main__":
    main()
