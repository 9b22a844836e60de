import structlog

log = structlog.get_logger()


def save(order):
    log.info("saving")
    try:
        store.save(order)
    except Exception: pass
#   ^^^^^^ violated


def again(order):
    try:
        store.save(order)
    except Exception as error:
#   ^^^^^^ violated
        ...
