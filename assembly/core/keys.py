"""The keys of records, as they come in with a request."""

MAX_DIGITS = 18  # digits: more do not fit a 64-bit column


def is_key(text):
    """Say whether a text can be a record's key, plainly written: "+5" and " 5" are none."""
    return text.isdecimal() and len(text) <= MAX_DIGITS
