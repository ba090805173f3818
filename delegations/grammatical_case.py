"""Whether the words after a number of seats stand in the case that the lead-in requires.

Russian declines them: «состоит из 7 депутатов», but «представлена 7 депутатами». What is not known
for sure is never called wrong.
"""

import re
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .declension import fold_name

LANGUAGE = "ru"


class Case(Enum):
    GENITIVE = "genitive"
    INSTRUMENTAL = "instrumental"
    OTHER = "other"


CASE_NAMES = {
    Case.GENITIVE: gettext_lazy("genitive"),
    Case.INSTRUMENTAL: gettext_lazy("instrumental"),
}

# The ends of a lead-in, and the case of the number and the words after them.
GOVERNORS = [
    (re.compile(r"\b(?:состо\w+ )?из$"), Case.GENITIVE),
    (re.compile(r"\bв (?:составе|количестве|числе)$"), Case.GENITIVE),
    (re.compile(r"\bнасчитыва(?:ет|ют|ла|ло|ли|л)$"), Case.GENITIVE),
    # «представлена в Ассамблее 7 депутатами»
    (re.compile(r"\bпредставлен[аоы]?(?= в(?: [\w-]+){1,5}$|$)"), Case.INSTRUMENTAL),
]
# «насчитывает 2 депутата» is as right as «насчитывает 2 депутатов».
COUNTS = re.compile(r"\bнасчитыва\w+$")

# The stems of those who sit, and their endings: singular and plural by case.
STEMS = {
    ("депутат", "сенатор", "член", "делегат", "мандат"): {
        ("а", "sg"): Case.GENITIVE,
        ("ов", "pl"): Case.GENITIVE,
        ("ом", "sg"): Case.INSTRUMENTAL,
        ("ами", "pl"): Case.INSTRUMENTAL,
        ("", "sg"): Case.OTHER,
        ("у", "sg"): Case.OTHER,
        ("ы", "pl"): Case.OTHER,
        ("ам", "pl"): Case.OTHER,
    },
    ("представител", "заместител", "наблюдател"): {
        ("я", "sg"): Case.GENITIVE,
        ("ей", "pl"): Case.GENITIVE,
        ("ем", "sg"): Case.INSTRUMENTAL,
        ("ями", "pl"): Case.INSTRUMENTAL,
        ("ь", "sg"): Case.OTHER,
        ("ю", "sg"): Case.OTHER,
        ("и", "pl"): Case.OTHER,
        ("ям", "pl"): Case.OTHER,
    },
    ("парламентари",): {
        ("я", "sg"): Case.GENITIVE,
        ("ев", "pl"): Case.GENITIVE,
        ("ем", "sg"): Case.INSTRUMENTAL,
        ("ями", "pl"): Case.INSTRUMENTAL,
        ("й", "sg"): Case.OTHER,
        ("и", "pl"): Case.OTHER,
    },
}
FORMS = {
    stem + ending: (case, number)
    for stems, endings in STEMS.items()
    for stem in stems
    for (ending, number), case in endings.items()
}
# «народных депутатов», «полномочным представителем»: the noun comes after its adjectives.
ADJECTIVE = re.compile(r"\w{3,}(?:ых|их|ыми|ими|ого|его|ым|им|ому|ему|ые|ие|ый|ий)")


@dataclass(frozen=True)
class WrongCase:
    """A noun that stands in another case, or number, than the lead-in and the number require."""

    end: str  # the words of the lead-in that require it
    number: int
    word: str
    needed: Case
    is_plural: bool

    @property
    def text(self):
        values = {
            "end": self.end,
            "number": self.number,
            "word": self.word,
            "case": CASE_NAMES[self.needed],
        }
        if self.is_plural:
            said = _(
                "In Russian, “%(end)s %(number)s” is followed by the %(case)s plural, which "
                "“%(word)s” is not. Correct the description, or the beginning of the sentence."
            )
        else:
            said = _(
                "In Russian, “%(end)s %(number)s” is followed by the %(case)s singular, which "
                "“%(word)s” is not. Correct the description, or the beginning of the sentence."
            )
        return said % values


def wrong_cases(composition, rows=None):
    """Return the `WrongCase`s of a composition's Russian sentence, each once."""
    lead_in = getattr(composition, f"lead_in_{LANGUAGE}", None) or ""
    rows = composition.seats.all() if rows is None else rows
    described = [(row.number, getattr(row, f"described_as_{LANGUAGE}", None) or "") for row in rows]
    found = [wrong_case(lead_in, number, text) for number, text in described if number]
    return list(dict.fromkeys(filter(None, found)))


def wrong_case(lead_in, number, described_as):
    """Return the `WrongCase` of a number of seats and its description; None if it may be right."""
    governed = governor(lead_in)
    noun = first_noun(described_as)
    if governed is None or noun is None:
        return None
    end, needed = governed
    case, form = FORMS[fold_name(noun)]
    is_plural = not (number % 10 == 1 and number % 100 != 11)
    if case == needed and (form == "pl") == is_plural:
        return None
    counted = COUNTS.search(end) and number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14}
    if counted and (case, form) == (Case.GENITIVE, "sg"):
        return None
    return WrongCase(end, number, noun, needed, is_plural)


def governor(lead_in):
    """Return the words at the end of a lead-in that require a case, and that case; or None."""
    text = " ".join(lead_in.split()).rstrip(" :–—-")
    folded = fold_name(text)
    for pattern, case in GOVERNORS:
        if found := pattern.search(folded):
            return text[found.start() :], case
    return None


def first_noun(described_as):
    """Return the noun that a description begins with, after its adjectives; None if not known."""
    for word in re.findall(r"[\w-]+", described_as):
        folded = fold_name(word)
        if folded in FORMS:
            return word
        if not ADJECTIVE.fullmatch(folded):
            return None
    return None
