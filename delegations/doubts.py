"""Says in words what else may have been so on a day, and when it must have changed."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def doubt_about(answer):
    """Return a sentence on the days of a change that no source tells; "" if there is no doubt."""
    if answer is None or not answer.is_one_of:
        return ""
    if answer.begins:
        return _dated(
            answer,
            _("It was so, or not yet; it began between %(earliest)s and %(latest)s."),
            _("It was so, or not yet; it began by %(latest)s."),
        )
    if answer.ends:
        return _dated(
            answer,
            _("It was so, or no longer; it ended between %(earliest)s and %(latest)s."),
            _("It was so, or no longer; it ended by %(latest)s."),
        )
    changes = len(answer.states) - 1
    return _dated(
        answer,
        ngettext(
            "It was one of these; the change came between %(earliest)s and %(latest)s.",
            "It was one of these; the changes came between %(earliest)s and %(latest)s.",
            changes,
        ),
        ngettext(
            "It was one of these; the change came by %(latest)s.",
            "It was one of these; the changes came by %(latest)s.",
            changes,
        ),
    )


def _dated(answer, between, by):
    words = {
        "earliest": answer.earliest and date_format(answer.earliest, "DATE_FORMAT"),
        "latest": date_format(answer.latest, "DATE_FORMAT"),
    }
    return (between if answer.earliest else by) % words
