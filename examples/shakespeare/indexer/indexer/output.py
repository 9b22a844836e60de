"""The file that the search takes its lines from."""

import json
import os
import tempfile


def write_lines(path, plays, spellings):
    """Writes all lines at once or none; returns how many there are."""
    lines = [
        {
            "play": play["title"],
            "scene": line["scene"],
            "speaker": line["speaker"],
            "text": line["text"],
            "spellings": sorted({spellings[word] for word in line["text"].lower().split() if word in spellings}),
        }
        for play in plays
        for line in play["lines"]
    ]
    folder = os.path.dirname(path)
    with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".json", delete=False, encoding="utf-8") as file:
        json.dump(lines, file)
    os.replace(file.name, path)
    return len(lines)
