"""The archive of texts, which another team runs."""

import requests

# A play is a few hundred kilobytes, and nobody waits for this.
TIMEOUT = (3, 30)


def read_plays(url):
    """All plays with their lines."""
    with requests.Session() as session:
        response = session.get(f"{url}/v2/plays", timeout=TIMEOUT)
        response.raise_for_status()
        return [_read_play(session, url, play["id"]) for play in response.json()]


def _read_play(session, url, play):
    response = session.get(f"{url}/v2/plays/{play}", timeout=TIMEOUT)
    response.raise_for_status()
    return response.json()
