import logging

logger = logging.getLogger(__name__)


def forward(event):
    try:
        text = event.info.message
        if not isinstance(text, str) or not text.strip():
            return
        logger.warning("upstream: %s", text)
    except Exception:
#   ^^^^^^ cannot tell: report was
        pass


def relay(event):
    try:
        logger.warning("upstream: %s", store.save(event))
    except Exception:
#   ^^^^^^ violated: error is caught
        pass


def handle(message):
    try:
        assert message.attributes
    except Exception:
#   ^^^^^^ cannot tell: assertion was
        return
    take(message.attributes)


def clear(loaders):
    """Forget what was cached.

    Loaders whose query failed have nothing to forget: we skip them by try/except.
    """
    for loader in loaders:
        try:
            value = loader.result()
        except Exception:
#       ^^^^^^ shown: comment explains why
            continue
        value.forget()


def clear_all(loaders):
    """Forget what was cached."""
    for loader in loaders:
        try:
            value = loader.result()
        except Exception:
#       ^^^^^^ violated: is skipped
            continue
        value.forget()


def leave(pool):
    try:
        pool.cleanup_connections()
    except Exception:
#   ^^^^^^ shown: best effort
        pass


def capture(captured_logs, event):
    try:
        level = LEVELS.get(event.level, "info")
        captured_logs.setdefault(event.node, []).append((level, str(event)))
    except Exception:
#   ^^^^^^ cannot tell: report was
        pass


def reason(response):
    detail = None
    try:
        detail = response.json().get("detail")
    except Exception:
#   ^^^^^^ shown: if response.json().get fails, another
        pass
    return detail or "refused"


def price(session):
    try:
        return session.get("/price").json()
    except Exception:
#   ^^^^^^ violated
        pass
