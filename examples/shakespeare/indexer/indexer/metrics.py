"""What can be seen of the indexer."""

from prometheus_client import Counter, Gauge, Histogram

runs = Counter("indexer_runs_total", "Runs by outcome.", ["outcome"])
lines = Gauge("indexer_lines", "Lines that the last run wrote.")
last_success = Gauge("indexer_last_success_timestamp_seconds", "When a run last succeeded.")
duration = Histogram("indexer_run_duration_seconds", "Time of one run.", buckets=[1, 5, 15, 60, 300, 900])
