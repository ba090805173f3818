"""The lines below facts: since when and until when they are so, and which sources say it."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from assembly.core.partial_dates import format_partial_date
from assembly.core.sentences import stop_after

from .doubts import doubt_about
from .models import Participation
from .statements import Says

LINK = '<a href="{address}">{text}</a>'
LINK_IN_ANOTHER_LANGUAGE = '<a href="{address}" lang="{lang}">{text}</a>'
TEXT_IN_ANOTHER_LANGUAGE = '<span lang="{lang}">{text}</span>'


def sentences(fact, answer=None):
    """Return the sentences of a fact's line in HTML; `answer` is what is known of the day shown."""
    alone = answer is not None and len(answer.states) == 1
    found = [
        doubt_about(answer) if alone else "",
        _beginning(fact),
        _end(fact),
        _statements(fact, answer),
    ]
    return [one for one in found if one]


def alike(fact, other):
    """Return whether the lines of two facts say the same; `other` may be None."""
    return other is not None and _told(fact) == _told(other)


def _told(fact):
    return fact.statements, fact.since, fact.until


def linked(statement):
    """Return the title of a source as a link, or its address, in HTML."""
    text = statement.title or statement.address
    if not text:
        return _("source not recorded")
    language = statement.language if statement.title else ""
    if statement.address:
        tag = LINK_IN_ANOTHER_LANGUAGE if language else LINK
    else:
        tag = TEXT_IN_ANOTHER_LANGUAGE if language else "{text}"
    return format_html(tag, address=statement.address, lang=language, text=text)


def _beginning(fact):
    said = fact.beginning if fact.beginning and fact.beginning.has_source else None
    source = linked(said) if said else ""
    if not fact.since:
        undated = (
            _("Start date not recorded ({source}).") if said else _("Start date not recorded.")
        )
        return format_html(undated, source=source)
    held = hasattr(fact, "person_id")
    words = {"day": format_partial_date(fact.since), "source": source}
    if isinstance(fact, Participation):
        return _source_of_beginning(fact, said)
    if not said:
        text = _("In office since {day}.") if held else _("In force since {day}.")
    elif fact.is_announced:
        words["when"] = _when(said.day)
        text = (
            _("In office since {day}, announced {when} ({source}).")
            if held
            else _("In force since {day}, announced {when} ({source}).")
        )
    else:
        text = (
            _("In office since {day} ({source}).")
            if held
            else _("In force since {day} ({source}).")
        )
    return format_html(text, **words)


def _source_of_beginning(fact, said):
    """Say where the first day is from: how the fact is shown tells the day itself."""
    if not said:
        return ""
    text = _("Announced {when}: {source}") if fact.is_announced else _("Start date: {source}")
    return _cited(text, said)


def _end(fact):
    if not (fact.until or fact.end):
        return ""
    source = linked(fact.end) if fact.end and fact.end.has_source else ""
    if not fact.until:
        undated = _("End date not recorded ({source}).")
        return format_html(undated, source=source) if source else ""
    text = _("Until {day} ({source}).") if source else _("Until {day}.")
    return format_html(text, day=format_partial_date(fact.until), source=source)


def _statements(fact, answer):
    """Say which sources state the fact itself, the first and the last if there are several."""
    first, last = fact.first_statement, fact.last_statement
    if last is None:
        told = any(one.has_source for one in fact.stated)
        return "" if told else _("Source not recorded.")
    if not last.day:
        return _cited(_("Stated by a source without a date: {source}"), last)
    if first.day != last.day:
        return format_html(
            _("First stated {first} ({first_source}), last {last} ({last_source})."),
            first=_when(first.day),
            first_source=linked(first),
            last=_when(last.day),
            last_source=linked(last),
        )
    that_day = [one for one in fact.saying(Says.SO) if one.day == last.day]
    is_last = answer is not None and answer.is_last_stated
    text = _("Last stated {when}: {source}") if is_last else _("Stated {when}: {source}")
    return _cited(text, *that_day)


def _when(day):
    text = _("on %s") if len(day) == 10 else _("in %s")
    return text % format_partial_date(day)


def _cited(text, *statements):
    """Return a text that ends with sources, with the full stop that their titles need."""
    titles = [one.title for one in statements]
    day = statements[0].day
    links = format_html("; ".join(["{}"] * len(statements)), *map(linked, statements))
    stop = stop_after(titles[-1]) if titles[-1] else ""
    return format_html("{}{}", format_html(text, when=day and _when(day), source=links), stop)
