"""The bin, and undoing bulk actions."""

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assembly.core.permissions import may
from assembly.newsroom.bin import bin_entries, restore_from_bin, undo_batch_entries
from assembly.newsroom.models import Action, Version
from assembly.newsroom.workflow import may_publish
from assembly.publishing.publication import Publication
from assembly.publishing.status import Status

from .editing import admin_url
from .history import refusal, warn_of_left_out


def may_restore(user, version):
    """Return whether a user may restore a deleted record: whoever may delete it may.

    A page comes back as a draft; what else readers saw, they see again at once. Editors may restore
    the drafts that they have deleted.
    """
    model, was = version.content_type.model_class(), version.workflow_state
    draft = was.get("status") == Status.DRAFT and not was.get("published_at")
    own_draft = draft and version.made_by_id == user.pk and may(user, "add", model)
    unseen = issubclass(model, Publication) or may_publish(user, model)
    return own_draft or (unseen and may(user, "delete", model))


def bin_view(request):
    """List the deleted records that the user may restore."""
    versions = [version for version in bin_entries() if may_restore(request.user, version)]
    context = {**site.each_context(request), "title": _("Bin"), "versions": versions}
    return render(request, "admin/bin.html", context)


@require_POST
def recover_view(request, pk):
    """Restore a record."""
    version = get_object_or_404(Version, pk=pk, action=Action.DELETED)
    if not may_restore(request.user, version):
        raise PermissionDenied
    if version.pk not in {one.pk for one in bin_entries()}:
        raise Http404
    try:
        with transaction.atomic():
            record = restore_from_bin(version, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IntegrityError as error:
        messages.error(request, refusal(version.content, error))
    else:
        messages.success(
            request, _("“%s” was restored with everything that belongs to it.") % record
        )
        warn_of_left_out(request, version.content)
        return redirect(admin_url(record, "change"))
    return redirect("admin:bin")


def may_undo(user, version):
    """Return whether a user may undo an entry of a bulk action."""
    if version.action == Action.DELETED:
        return may_restore(user, version)
    return may(user, "change", version.content_type.model_class())


def undo_view(request, batch):
    """Ask, then undo a bulk action for all records that have not changed since."""
    versions = list(Version.objects.filter(batch=batch).select_related("content_type"))
    if not versions:
        raise Http404
    if not all(may_undo(request.user, version) for version in versions):
        raise PermissionDenied
    records = {}
    for version in versions:
        records.setdefault((version.content_type, version.object_id), []).append(version)
    if request.method == "POST":
        try:
            with transaction.atomic():
                undone = sum(
                    undo_batch_entries(entries, request.user) for entries in records.values()
                )
        except (ValidationError, IntegrityError):
            messages.error(
                request,
                _(
                    "This could not be undone: a record it refers to was deleted, or its "
                    "address is now in use."
                ),
            )
            return redirect("admin:index")
        said = ngettext("%d record was restored.", "%d records were restored.", undone)
        messages.success(request, said % undone)
        if undone < len(records):
            messages.warning(request, _("The others have changed since and were left as they are."))
        kind = versions[0].content_type
        return redirect(f"admin:{kind.app_label}_{kind.model}_changelist")
    context = {**site.each_context(request), "title": _("Undo"), "versions": versions}
    return render(request, "admin/undo.html", context)


def with_undo(text, batch):
    """Return a message with a link to undo what it reports."""
    return format_html(
        '{} <a href="{}">{}</a>', text, reverse("admin:undo", args=[batch]), _("Undo")
    )
