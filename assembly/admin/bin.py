"""The bin, and undoing bulk actions."""

from django.contrib import messages
from django.contrib.admin import site
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assembly.core.bounded_counts import BoundedPaginator
from assembly.core.permissions import may
from assembly.newsroom.bin import bin_entries, restore_from_bin, undo_batch_entries
from assembly.newsroom.models import Action, Version
from assembly.newsroom.workflow import may_publish
from assembly.publishing.publication import Publication
from assembly.publishing.status import Status
from assembly.publishing.versioned import versioned_models

from .editing import admin_url
from .history import refusal, warn_of_left_out


def may_be_restored(user):
    """Return the condition that a user may restore what a version deleted: may delete it, too.

    A page comes back as a draft; what else readers saw, they see again at once. Editors may restore
    the drafts that they have deleted.
    """
    own_draft = Q(
        Q(workflow_state__published_at=None) | Q(workflow_state__published_at__isnull=True),
        workflow_state__status=Status.DRAFT,
        made_by=user,
    )
    found = Q(pk__in=[])
    for model, kind in ContentType.objects.get_for_models(*versioned_models()).items():
        unseen = issubclass(model, Publication) or may_publish(user, model)
        if unseen and may(user, "delete", model):
            found |= Q(content_type=kind)
        elif may(user, "add", model):
            found |= Q(own_draft, content_type=kind)
    return found


def bin_view(request):
    """List the deleted records that the user may restore."""
    entries = bin_entries().filter(may_be_restored(request.user))
    page = BoundedPaginator(entries, 50).get_page(request.GET.get("page"))
    context = {**site.each_context(request), "title": _("Bin"), "versions": page}
    return render(request, "admin/bin.html", context)


@require_POST
def recover_view(request, pk):
    """Restore a record."""
    version = get_object_or_404(Version, pk=pk, action=Action.DELETED)
    if not may_undo(request.user, [version]):
        raise PermissionDenied
    if not bin_entries().filter(pk=version.pk).exists():
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


def may_undo(user, versions):
    """Return whether a user may undo these entries of a bulk action."""
    deleted = [version.pk for version in versions if version.action == Action.DELETED]
    restorable = Version.objects.filter(may_be_restored(user), pk__in=deleted)
    changed = {version.content_type for version in versions if version.action != Action.DELETED}
    return restorable.count() == len(deleted) and all(
        may(user, "change", kind.model_class()) for kind in changed
    )


def undo_view(request, batch):
    """Ask, then undo a bulk action for all records that have not changed since."""
    versions = list(Version.objects.filter(batch=batch).select_related("content_type"))
    if not versions:
        raise Http404
    if not may_undo(request.user, versions):
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
