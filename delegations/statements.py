"""Statements: which source said something of a fact, and of which day.

A fact keeps its statements as a list of dictionaries, the latest first; see `StatementsField`.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assembly.core import clock
from assembly.core.languages import LANGUAGES, per_language
from assembly.core.partial_dates import (
    first_day,
    format_partial_date,
    validate_partial_date,
)
from assembly.core.plain_text import clean_text

MOST_STATEMENTS = 200  # of one fact
LONGEST_TITLE, LONGEST_ADDRESS = 300, 500
TITLES = per_language("title")
KEYS = ["day", "says", "kind", *TITLES, "address"]


class Says(models.TextChoices):
    """What a source says of a fact."""

    SO = "so", gettext_lazy("that it was so")
    BEGAN = "began", gettext_lazy("that it began")
    ENDED = "ended", gettext_lazy("that it ended")


class SourceKind(models.TextChoices):
    DECISION = "decision", gettext_lazy("decision or law")
    REPORT = "report", gettext_lazy("report or minutes")
    WEBSITE = "website", gettext_lazy("page of a website")
    NEWS = "news", gettext_lazy("news")
    LETTER = "letter", gettext_lazy("letter")
    OTHER = "other", gettext_lazy("other")


@dataclass(frozen=True)
class Statement:
    """What one source said of a fact.

    `day` is the partial date of which it said so, or None if it bears none; `titles` are the names
    of the source by language, any of them may be "", as may the `address`.
    """

    day: str | None
    says: str
    kind: str
    titles: tuple
    address: str

    @classmethod
    def of(cls, values):
        titles = tuple((code, values.get(f"title_{code}") or "") for code in LANGUAGES)
        return cls(
            values.get("day") or None,
            values.get("says") or Says.SO,
            values.get("kind") or SourceKind.OTHER,
            titles,
            values.get("address") or "",
        )

    @property
    def title(self):
        """The title in the active language, or else in the first that has one; "" without any."""
        titles = dict(self.titles)
        return titles.get(get_language()) or next(filter(None, titles.values()), "")

    @property
    def language(self):
        """The code of the title's language if that is not the active one; or else ""."""
        titles = dict(self.titles)
        if titles.get(get_language()):
            return ""
        return next((code for code, title in titles.items() if title), "")

    @property
    def has_source(self):
        return bool(self.title or self.address)

    @property
    def kind_name(self):
        return SourceKind(self.kind).label

    def __str__(self):
        return self._with_titles([self.title])

    def in_full(self):
        """Return the statement as text with its titles in all languages."""
        return self._with_titles([title for _code, title in self.titles])

    def _with_titles(self, titles):
        day = format_partial_date(self.day) if self.day else _("no date")
        said = "" if self.says == Says.SO else f"{Says(self.says).label}, "
        named = " / ".join(dict.fromkeys(filter(None, titles)))  # a title alike in both once
        source = " ".join(filter(None, [named, self.address])) or _("source not recorded")
        return f"{said}{day}: {source} ({self.kind_name})"


def as_values(statement):
    """Return the dictionary of a statement, as facts keep it."""
    titles = {f"title_{code}": title for code, title in statement.titles}
    return {
        "day": statement.day,
        "says": str(statement.says),
        "kind": str(statement.kind),
        **titles,
        "address": statement.address,
    }


def in_order(statements):
    """Return the dictionaries of statements, the latest first and those without a day last.

    Those of one day stand in one order, whoever entered them, so that equal lists are equal.
    """
    alike = sorted(statements, key=lambda one: json.dumps(one, sort_keys=True))
    return sorted(alike, key=lambda one: one.get("day") or "", reverse=True)


def united(statements, others):
    """Return two lists of statements as one, without duplicates."""
    return in_order([*statements, *(one for one in others if one not in statements)])


def validate_day(day):
    """Raise ValidationError unless a text is the partial date of a day that has begun."""
    validate_partial_date(day)
    if first_day(day) > clock.today():
        raise ValidationError(_("The day of a statement cannot be in the future."))


def cleaned(statements):
    """Return statements as facts keep them; raise ValidationError, which says what is wrong."""
    if not isinstance(statements, list) or not all(isinstance(one, dict) for one in statements):
        raise ValidationError(_("Statements are a list of objects."))
    if len(statements) > MOST_STATEMENTS:
        text = _("A fact has at most %(most)s statements.") % {"most": MOST_STATEMENTS}
        raise ValidationError(text)
    found = []
    for number, values in enumerate(statements, start=1):
        one = _cleaned(values, number)
        if one not in found:
            found.append(one)
    return in_order(found)


def _cleaned(values, number):
    if unknown := sorted(set(values) - set(KEYS)):
        raise ValidationError(_("A statement has no “%s”.") % unknown[0])
    if not all(value is None or isinstance(value, str) for value in values.values()):
        raise ValidationError(_("A statement consists of texts."))
    texts = {key: clean_text(value or "").strip() for key, value in values.items()}
    for key in TITLES:
        if len(texts.get(key, "")) > LONGEST_TITLE:
            words = {"most": LONGEST_TITLE}
            raise ValidationError(
                _("The title of a source has at most %(most)s characters.") % words
            )
    if address := texts.get("address"):
        if len(address) > LONGEST_ADDRESS:
            words = {"most": LONGEST_ADDRESS}
            raise ValidationError(
                _("The address of a source has at most %(most)s characters.") % words
            )
        URLValidator(schemes=["http", "https"])(address)
    if day := texts.get("day"):
        validate_day(day)
    made = Statement.of(texts)
    if not (made.day or made.has_source):  # a form takes it for a blank row
        text = _("Statement %(number)s names neither a day nor a source. Complete or remove it.")
        raise ValidationError(text % {"number": number})
    if made.says not in Says.values or made.kind not in SourceKind.values:
        raise ValidationError(_("Choose what the source says, and its kind."))
    return as_values(made)


class StatementsField(models.JSONField):
    """The statements of a fact: a list of dictionaries with the keys `KEYS`, the latest first.

    What does not follow these rules is refused on its way to the database, whichever way it comes.
    """

    default_validators = [cleaned]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def pre_save(self, instance, add):
        value = cleaned(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def from_db_value(self, value, expression, connection):
        return self.completed(super().from_db_value(value, expression, connection))

    def completed(self, value):
        """Return the statements with titles in the languages that the site has by now."""
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            return value  # not yet checked
        return [{**dict.fromkeys(TITLES, ""), **one} for one in value]

    def describe(self, value):
        """Return the value of a snapshot as text for staff, a line for each statement."""
        return "\n".join(Statement.of(one).in_full() for one in value or [])

    def in_order(self, entries):
        """Return the entries of a list that was put together of several in the stored order."""
        return in_order(entries)

    def addresses(self, value):
        """Return the web addresses in a value."""
        return [one["address"] for one in value or [] if one.get("address")]
