"""Primary keys as they arrive in a request."""

MAX_DIGITS = 18  # digits: more do not fit a 64-bit column


def is_key(text):
    """Return whether a text is a plainly written primary key: "+5" and " 5" are not."""
    return text.isdecimal() and len(text) <= MAX_DIGITS
