import ledger
import oven


def describes(meal):
    try:
        ledger.write(meal)
    except Exception:  # ignore
#   ^^^^^^ violated
        pass
    # Write the meal down.
    try:
        ledger.write(meal)
    except Exception:
#   ^^^^^^ violated
        pass
    try:
        ledger.write(meal)
    except Exception:  # pylint: disable=broad-except
#   ^^^^^^ cannot tell: warning
        pass


def says(meal):
    try:
        ledger.write(meal)
    except Exception:  # noqa: BLE001 - the till prints its own list every night
#   ^^^^^^ cannot tell: reason
        pass
    try:
        oven.warm(meal)
    except Exception:
#   ^^^^^^ shown: comment explains why
        # a cold oven is no fault: the meal only takes longer
        pass
    # The lamp of the oven may be broken, and nobody needs it to cook.
    degrees = 0
    try:
        degrees = oven.light(meal)
    except Exception:
#   ^^^^^^ shown: comment explains why
        pass
    return degrees


def price(meal):
    """The price of a meal, or None if the list has no such meal."""
    try:
        return ledger.find(meal)
    except Exception:
#   ^^^^^^ shown: comment explains why
        return None
