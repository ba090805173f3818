"""Changes of the seats of a delegation, and of the words in which they are told."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from assembly.core.numbers import format_number
from assembly.search.words import stem, words

from .changes import begun, ended
from .models.delegation import names_of
from .timeline import spans

SHARED_WORDS = 3  # as many words at the beginning of two texts need not be told twice


def changes_of_seats(delegation):
    """Yield the changes from each composition of a delegation to the next."""
    before = None
    for place, span in enumerate(spans(delegation.compositions.all())):
        yield from _lead_in(delegation, span, before, place)
        rows, former = _rows(span), _rows(before)
        for where in [*rows, *(gone for gone in former if gone not in rows)]:
            name = _name_of(where, span.state.first_known)
            if name:
                told = _seats(name, former.get(where), rows.get(where), span.state)
                for kind, text in told:
                    key = f"composition-{span.state.pk}-{_key(where)}-{kind}"
                    yield begun(delegation, key, span, before, text, place)
        before = span
    if before and before.state.until:
        yield from _end(delegation, before, place)


def _rows(span):
    """Return the rows of seats of a span's composition, by their chamber and kind."""
    return {(row.chamber, row.kind): row for row in span.state.seats.all()} if span else {}


def _key(where):
    chamber, kind = where
    parts = [chamber.pk if chamber else "all", *([kind.pk] if kind else [])]
    return "-".join(map(str, parts))


def _name_of(where, day):
    """Return whose seats they are, by the names of a partial date, as it stands after "of".

    Return "" if that is not written in the active language.
    """
    chamber, kind = where
    name = chamber_name_of(chamber, day) if chamber else pgettext("after “of”", "the delegation")
    if not (kind and name):
        return name
    return kind.name and f"{name} ({kind.name})"


def chamber_name_of(chamber, day):
    """Return a chamber's name on a partial date, or "" for any, as it stands after "of"."""
    return names_of(chamber.names_near(day), "name_of")


def _seats(name, before, now, composition):
    """Yield (kind, sentence) of each change from a row of seats to the next; None for no row."""
    had, has = before.number if before else None, now.number if now else 0
    numbers = {"chamber": name, "before": format_number(had or 0), "now": format_number(has)}
    reason = (now and now.note) or composition.note
    if had is None and not has and reason:
        text = _("No seats of %(chamber)s: %(reason)s.")
        yield "number", text % {"chamber": name, "reason": reason}
    elif had is None:
        yield "number", _("Seats of %(chamber)s were first recorded: %(now)s.") % numbers
    elif had and not has:
        yield "number", _ended(name, reason)
    elif has > had:
        yield "number", _("Seats of %(chamber)s rose from %(before)s to %(now)s.") % numbers
    elif has < had:
        yield "number", _("Seats of %(chamber)s fell from %(before)s to %(now)s.") % numbers
    if had and has:
        yield from _description(before.described_as, now.described_as)
    if now and now.vacant is not None:
        yield from _vacancies(name, before and before.vacant, now.vacant)


def _ended(name, reason):
    texts = {"chamber": name, "reason": reason}
    if reason:
        return _("Seats of %(chamber)s ended: %(reason)s.") % texts
    return _("Seats of %(chamber)s ended.") % texts


def _description(before, now):
    if before and now and not _same_words(before, now):
        texts = {"before": before, "now": now}
        yield "description", _("“%(before)s” are now described as “%(now)s”.") % texts


def _vacancies(name, before, now):
    numbers = {
        "chamber": name,
        "before": format_number(before or 0),
        "now": format_number(now),
    }
    if before is None and now:
        yield "vacant", _("Vacant seats of %(chamber)s were first recorded: %(now)s.") % numbers
    elif before is not None and before != now:
        text = _("Vacant seats of %(chamber)s: formerly %(before)s, now %(now)s.")
        yield "vacant", text % numbers


def _lead_in(delegation, span, before, place):
    texts = before and (before.state.lead_in, span.state.lead_in)
    if texts and all(texts) and not _same_words(*texts):
        former, now = _differing_parts(*texts)
        text = _("The words before the seats were “%(before)s”; now they are “%(now)s”.")
        text %= {"before": former, "now": now}
        key = f"composition-{span.state.pk}-lead-in"
        yield begun(delegation, key, span, before, text, place)


def _end(delegation, span, place):
    """Yield the end of the seats of the last composition."""
    for where, row in _rows(span).items():
        name = _name_of(where, span.state.until)
        if name and row.number:
            key = f"composition-{span.state.pk}-{_key(where)}-until"
            yield ended(delegation, key, span.state, _ended(name, ""), place)


def _same_words(one, other):
    """Say whether two texts differ only in the case or number of their words."""
    language = get_language()
    return [stem(word, language) for word in words(one)] == [
        stem(word, language) for word in words(other)
    ]


def _differing_parts(one, other):
    """Return two texts, each with “…” in place of the words with which both begin."""
    texts = one.split(), other.split()
    shared = 0
    for word, its in zip(*texts, strict=False):
        if word != its:
            break
        shared += 1
    if shared < SHARED_WORDS or any(len(text) == shared for text in texts):
        return one, other
    return tuple(" ".join(["…", *text[shared:]]) for text in texts)
