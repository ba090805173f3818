"""Approvals for a later moment, which no event cancels without saying so before."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assembly.publishing.status import Status

from .models import Action, Version
from .stale_translations import STALE_MARKS
from .working_copies import Work


def approved_for(work):
    """Return the moment for which the text being edited is approved, or None.

    Any edit cancels it; what readers see already, without a working copy, waits for no moment.
    """
    waits = work.copy or (work.is_publication and not work.record.is_public)
    approved = waits and work.workflow_object.status == Status.PUBLISHED
    return work.workflow_object.published_at if approved else None


def approvals_of(records):
    """Return the (record, moment) of those records whose text is approved for a moment."""
    found = [(record, approved_for(Work(record))) for record in records]
    return [(record, moment) for record, moment in found if moment]


def cancellation(record, moment):
    """Return the sentence that warns of cancelling an approval."""
    words = {
        "page": record,
        "moment": date_format(timezone.localtime(moment), "DATETIME_FORMAT"),
    }
    return _("This cancels the approval of “%(page)s”, to be published on %(moment)s.") % words


class Cancellations:
    """The approvals that an action would cancel, as its page tells them before."""

    def __init__(self, records):
        self.approvals = approvals_of(records)

    def __iter__(self):
        return iter([cancellation(record, moment) for record, moment in self.approvals])

    @property
    def token(self):
        """What a form posts back, to show that its user was told of these approvals."""
        return ";".join(
            f"{record._meta.label_lower}/{record.pk}={moment.isoformat()}"
            for record, moment in self.approvals
        )

    def were_told(self, data):
        """Return whether a posted form told its user of all of them."""
        return not self.approvals or data.get("cancels") == self.token


def approved_since(work, opened):
    """Return whether the text was approved for a moment after a form was opened on a version."""
    later = Version.objects.of(work.record).filter(action=Action.SCHEDULED, pk__gt=opened.pk)
    return approved_for(work) is not None and later.exists()


def is_same_text(present, other):
    """Return whether a snapshot has the rows and values of the present one.

    Columns that it lacks, and marks of stale translations, do not count.
    """
    return present.keys() == other.keys() and all(
        (value or None) == (present[key].get(column) or None)
        for key, row in other.items()
        for column, value in row.items()
        if column != STALE_MARKS
    )
