def charge(gateway, amount):
    try:
        gateway.post("/charges", amount)
    except TimeoutError:
#   ^^^^^^ violated: post may have run or not after TimeoutError
        pass


def charge_elsewhere(letters, amount):
    try:
        letters.post(amount)
    except TimeoutError:
#   ^^^^^^ cannot tell
        pass
