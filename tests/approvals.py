"""Helpers for texts that are approved for a later moment."""

from assembly.newsroom.models import Version
from assembly.newsroom.working_copies import Work

from .forms import change_page, take

MOMENT = {"moment_0": "2999-01-01", "moment_1": "09:00:00"}
WARNING = "This cancels the approval of"


def approve(client, editor, publisher, page, **changes):
    """Have a page, or a working copy of a public one, approved for 1 January 2999."""
    client.force_login(editor)
    take(client, page, "submit", summary_en="Second", **changes)
    client.force_login(publisher)
    take(client, page, "approve", **MOMENT)
    approved = Work(page).lock().workflow_object
    assert (approved.status, approved.published_at.year) == ("published", 2999)


def approval(page):
    """Return everything about the text being edited that an approval is given for."""
    work = Work(type(page).objects.get(pk=page.pk))
    text = work.workflow_object
    return text.status, text.published_at, work.content


def version_before(page):
    """Return the version before the approved text."""
    return Version.objects.of(page).exclude(content=Work(page).content).first()


def restore(page, version):
    return change_page(page).replace("change", f"restore/{version.pk}")
