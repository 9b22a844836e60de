import json


def keep(source, target):
    # Keep the times of the file, but it is ok if we can't
    try:
        copy_stats(source, target)
    except Exception:
#   ^^^^^^ shown: comment explains why
        pass


def load(source, target):
    # Keep the times of the file
    try:
        copy_stats(source, target)
    except Exception:
#   ^^^^^^ violated
        pass
