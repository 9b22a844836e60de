from prometheus_client import Histogram

py = Histogram("py_seconds", "Time.", ["route"], buckets=(0.1, 0.25, 0.5, float("inf")))
default = Histogram("pydefault_seconds", "Time.")

TEXT = """
# TYPE text_seconds histogram
"""
