def flush(client):
    try:
        client.send_all()
    except Exception:
#   ^^^^^^ cannot tell: in a report of usage
        pass
