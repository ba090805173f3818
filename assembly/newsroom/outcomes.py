"""Says what a moment typed in a form will do, before the button is pressed."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.core.moments import day_in_words, how_soon, moment_in_a_sentence
from assembly.core.sentences import one_full_stop

from .publication_dates import DateUse, is_past

# What a script puts into the sentences while a moment is typed.
PLACES = {"moment": "%(moment)s", "when": "%(when)s", "day": "%(day)s"}


@dataclass(frozen=True)
class Outcomes:
    """Sentences for no moment, one to come and a past one, with %(moment)s, %(when)s, %(day)s."""

    none: str
    later: str
    past: str

    def sentence(self, moment):
        """Return the sentence for a moment, or for None."""
        if moment is None:
            return self.none
        if moment <= timezone.now():
            return self.past % {"day": day_in_words(moment)}
        return self.later % {"moment": moment_in_a_sentence(moment), "when": how_soon(moment)}


def outcomes(use, published_at=None):
    """Return the `Outcomes` of a moment by its `DateUse` and the present date of the page."""
    words = {**PLACES, "date": day_in_words(published_at) if published_at else ""}
    return Outcomes(*(one_full_stop(text % words) for text in _texts(use)))


def needs_confirmation(use, moment):
    """Return whether an approval with a moment must be confirmed, as it is in the past."""
    return moment is not None and use in {DateUse.FIRST, DateUse.AGAIN} and is_past(moment)


def _texts(use):
    goes_public = _("It goes public on %(moment)s, %(when)s.")
    is_dated = _("It is dated %(day)s, in the past: readers find it there.")
    if use == DateUse.FIRST:
        return _("It goes public as soon as it is approved."), goes_public, is_dated
    if use == DateUse.RECORD:
        too_early = _("%(day)s is in the past: enter a time to come, or clear the field.")
        return _("Readers see it as soon as it is approved."), goes_public, too_early
    if use == DateUse.SCHEDULED:
        too_early = _("%(day)s is in the past: enter a time to come, or choose “Publish now”.")
        return _("Enter the time at which it goes public."), goes_public, too_early
    if use == DateUse.COPY:
        return (
            _("It replaces the published text as soon as it is approved; the date %(date)s stays."),
            _("It replaces the published text on %(moment)s, %(when)s; the date %(date)s stays."),
            _("%(day)s is in the past, and the published text keeps its date, %(date)s."),
        )
    if use == DateUse.AGAIN:
        return (
            _("It goes public again as soon as it is approved, with its date, %(date)s."),
            _("It was public before, so it cannot wait until %(moment)s: clear the field."),
            is_dated,
        )
    return (
        _("It is dated %(date)s."),
        _("Only changes to it can wait until %(moment)s, %(when)s; its date stays %(date)s."),
        _("“Correct the date” dates it %(day)s: readers find it there."),
    )
