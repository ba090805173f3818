"""Sentences composed of texts that may end with an abbreviation."""

import re

# Two full stops, the first of an abbreviation; three are an ellipsis.
DOUBLED_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")
ENDS = (".", "!", "?", "…")


def one_full_stop(text):
    """Return a text without the full stops that follow those of abbreviations."""
    return DOUBLED_STOP.sub(".", str(text))


def stop_after(text):
    """Return the full stop that a text still needs: none if it ends with one, or the like."""
    return "" if str(text).rstrip("»”\"')").endswith(ENDS) else "."


def full_stop(text):
    """Return a text with the full stop that it needs."""
    return f"{text}{stop_after(text)}"
