import structlog

log = structlog.get_logger()


def save(order):
    log.info("saving")
    try:
        store.save(order)
    except Exception: log.exception("store.save failed")


def again(order):
    try:
        store.save(order)
    except Exception as error:
        log.exception("store.save failed")
