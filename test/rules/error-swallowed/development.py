from django.conf import settings
from django.core.cache import cache


def ready():
    if settings.DEBUG:
        try:
            cache.clear()
        except Exception:
#       ^^^^^^ cannot tell: development
            pass


def warm():
    if settings.CACHE_ENABLED:
        try:
            cache.set_many(load())
        except Exception:
#       ^^^^^^ violated
            pass
