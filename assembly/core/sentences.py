"""Sentences composed of texts that may end with an abbreviation."""

import re

# Two full stops, the first of an abbreviation; three are an ellipsis.
DOUBLED_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")


def one_full_stop(text):
    """Return a text without the full stops that follow those of abbreviations."""
    return DOUBLED_STOP.sub(".", str(text))
