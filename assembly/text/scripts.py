"""In which letters a text is written, and which figures stand in it."""

import re
import unicodedata

from django.conf import settings

# As Unicode names the letters, here those in which a language writes its own name.
ALPHABETS = {code: unicodedata.name(name[0]).split()[0] for code, name in settings.LANGUAGES}
MIN_LETTERS = 20  # fewer may be a name that is written alike in every language

DATE_PATTERN = re.compile(r"\b([0-9]{1,2})\.[0-9]{1,2}\.([0-9]{4})\b")
# Thousands with spaces between; else digits with the commas and points between them.
NUMBER_PATTERN = re.compile(
    r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]+(?:[.,:][0-9]+)*"
)


def letter_count(text):
    """Return the number of letters in a text."""
    return sum(character.isalpha() for character in text)


def is_foreign(text, language):
    """Say whether most letters of a text are not of a language's alphabet."""
    if language not in ALPHABETS:
        return False
    own = sum(unicodedata.name(one, "").startswith(ALPHABETS[language]) for one in text)
    return letter_count(text) > 2 * own


def numbers_in(text):
    """Return the numbers of a text as they are typed, by their digits alone.

    “5,000” and «5 000» have the same digits, and so have “1.5” and «1,5»; of 14.09.2025 the day and
    the year count, because the other language may write the month as a word.
    """
    numbers = NUMBER_PATTERN.findall(DATE_PATTERN.sub(r"\1 / \2", text))
    return {re.sub("[^0-9]", "", number).lstrip("0") or "0": number for number in numbers}
