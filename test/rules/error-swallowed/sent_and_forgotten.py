def charge(gateway, amount):
    try:
        gateway.post("/charges", amount)
    except TimeoutError:
#   ^^^^^^ violated: after TimeoutError
        pass


def charge_elsewhere(letters, amount):
    try:
        letters.post(amount)
    except TimeoutError:
#   ^^^^^^ cannot tell
        pass
