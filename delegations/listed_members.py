"""Reads a pasted list of members: a name in each line, in the ways in which people write lists."""

import re
from dataclasses import dataclass

from assembly.core.languages import LANGUAGES
from assembly.core.plain_text import clean_text
from assembly.text.scripts import is_foreign

MOST_LINES = 200

NUMBERING = re.compile(r"^(?:\(?\d{1,3}\s*[.)\]:]+|\d{1,3}\t|[-–—―•·*‣▪●○◦])\s*")
HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|г-н|г-жа|господин|госпожа)\b\.?\s+)+", re.IGNORECASE
)
# A title stands after a dash, a tab, a semicolon or a bar, or in brackets.
TITLE = re.compile(r"\s+[-–—―]+\s*|\s*[–—―]+\s+|\t+|\s*[;|]\s*|\s*\(")
PATRONYMIC = re.compile(
    r"(?:вич|[вч]на|оглы|кызы|улы|уулу|гызы|[oey]vich|[oey]vna|ichna|ogly|kyzy|uulu)$",
    re.IGNORECASE,
)
INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}")


@dataclass(frozen=True)
class ListedMember:
    """A line of a list, and what was read in it; each may be "", except the family name."""

    line: str
    family: str
    given: str  # with patronymic
    title: str
    language: str  # code

    @property
    def name(self):
        return f"{self.given} {self.family}".strip()

    @property
    def sort_name(self):
        return ", ".join(filter(None, [self.family, self.given]))


def read_list(text):
    """Return the `ListedMember`s of a list, in order; lines without a letter are left out."""
    lines = (clean_text(line.strip()) for line in text.splitlines())
    return [read_line(line) for line in lines if any(map(str.isalpha, line))]


def read_line(line):
    rest = line.strip()
    for _time in range(2):  # “1. • Name”
        rest = NUMBERING.sub("", rest).strip()
    head, title = _apart(rest)
    family, given, others = _by_comma(HONORIFIC.sub("", head))
    title = ", ".join(part for part in [*others, title] if part)
    language = next((code for code in LANGUAGES if not is_foreign(head, code)), LANGUAGES[0])
    return ListedMember(line, family, given, title, language)


def _apart(text):
    """Return what stands before and after the first sign of a title."""
    found = TITLE.search(text)
    if not found or not any(map(str.isalpha, text[: found.start()])):
        return text, ""
    after = text[found.end() :]
    if found[0].endswith("("):
        after = after.replace(")", "", 1)
    return text[: found.start()], " ".join(after.split()).strip(" ,;.")


def _by_comma(head):
    """Return the family name, the given name, and what else stands between commas."""
    first, *others = [_trimmed(part) for part in head.split(",")]
    others = [part for part in others if part]
    if others and _is_family(first) and _is_given(others[0]):
        return _as_name(first), _as_name(others[0]), others[1:]
    family, given = _in_order(first.split())
    return _as_name(" ".join(family)), _as_name(" ".join(given)), others


def _is_family(text):
    """Return whether a text can be a family name alone: one word, or particles before it."""
    *particles, last = text.split() or [""]
    return last[:1].isupper() and len(particles) < 3 and all(map(str.islower, particles))


def _is_given(text):
    words = text.split()
    return len(words) <= 3 and all(word[0].isupper() for word in words)


def _trimmed(text):
    """Return a text without the point or semicolon at its end, unless that is of an initial."""
    words = text.split()
    if words and not INITIAL.fullmatch(words[-1]):
        words[-1] = words[-1].rstrip(".;")
    return " ".join(words)


def _in_order(words):
    """Return the words of the family name and of the given name.

    A family name in capitals or a patronymic tells; otherwise the last word is the family name.
    """
    capitals = [len(word) > 2 and word.isupper() for word in words]
    if any(capitals) and not all(capitals):
        family = [word for word, capital in zip(words, capitals, strict=True) if capital]
        return family, [word for word in words if word not in family]
    if len(words) > 2 and PATRONYMIC.search(words[-1]):
        return words[:-2], words[-2:]
    if len(words) > 1 and INITIAL.fullmatch(words[-1]):
        initials = [word for word in words if INITIAL.fullmatch(word)]
        return [word for word in words if word not in initials], initials
    return words[-1:], words[:-1]


def _as_name(text):
    """Return a name with capitals only where names have them."""
    return " ".join(
        re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
        if len(word) > 2 and word.isupper() and not INITIAL.fullmatch(word)
        else word
        for word in text.split()
    )
