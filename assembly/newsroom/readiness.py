"""What keeps a text from review and publication."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .editorial_checks import findings
from .finding import finding_place
from .snapshots import temporarily_applied


def refuse_unchanged(work):
    """Refuse a page without changes: a review would make it unavailable to the public."""
    if work.needs_review and not work.copy:
        raise ValidationError(_("There are no changes to publish."))


def refuse_unready(work):
    """Refuse a text that is incomplete or has serious findings."""
    if not work.is_publication:
        work.clean_copy()
        return
    with temporarily_applied(work.copy.content if work.copy else None):
        record = type(work.record)._base_manager.get(pk=work.record.pk)
        if not record.shown_languages:
            raise ValidationError(
                _("Complete the text in at least one language before publication.")
            )
        serious = [
            f"{finding_place(type(record), finding)}: {finding.text}"
            for finding in findings(record)
            if finding.serious
        ]
    if serious:
        raise ValidationError(serious)
