"""The script a text is written in, and the numbers in it."""

import re
import unicodedata
from collections import Counter

from django.conf import settings

# The script of each language by Unicode's names of letters, from the language's own name.
ALPHABETS = {code: unicodedata.name(name[0]).split()[0] for code, name in settings.LANGUAGES}
MIN_LETTERS = 20  # shorter texts may be names that every language writes alike

DATE_PATTERN = re.compile(r"\b([0-9]{1,2})\.[0-9]{1,2}\.([0-9]{4})\b")
# Digits grouped by spaces, or digits with commas and points between them.
NUMBER_PATTERN = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]+(?:[.,:][0-9]+)*"
)


def letter_count(text):
    """Return the number of letters in a text."""
    return sum(number for character, number in Counter(text).items() if character.isalpha())


def is_foreign(text, language):
    """Return whether most letters of a text are not of a language's script."""
    if language not in ALPHABETS:
        return False
    own = sum(
        number
        for character, number in Counter(text).items()
        if unicodedata.name(character, "").startswith(ALPHABETS[language])
    )
    return letter_count(text) > 2 * own


def numbers_in(text):
    """Return the numbers in a text as typed, keyed by their digits alone.

    “5,000” and «5 000» have the same digits, and so have “1.5” and «1,5». Of the date 14.09.2025
    only day and year are returned, as the other language may write the month as a word.
    """
    numbers = NUMBER_PATTERN.findall(DATE_PATTERN.sub(r"\1 / \2", text))
    return {re.sub("[^0-9]", "", number).lstrip("0") or "0": number for number in numbers}
