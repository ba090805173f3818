"""The history of a record: its versions, comparing and restoring them, and edit conflicts."""

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from assembly.core.bounded_counts import BoundedPaginator
from assembly.core.constraints import broken_rule, is_taken
from assembly.core.keys import is_key
from assembly.newsroom.approvals import Cancellations, is_same_text
from assembly.newsroom.changes import (
    column_label,
    field_changes,
    left_out_labels,
    row_label,
    value_change,
    value_text,
)
from assembly.newsroom.merging import merge
from assembly.newsroom.models import Action, Version
from assembly.newsroom.notes import NoteCode
from assembly.newsroom.snapshots import model_and_pk, model_labels, present_part
from assembly.newsroom.working_copies import Work
from assembly.publishing.addressed import AddressTakenError

from .editing import admin_url
from .step_saving import where_saved


class HistoryMixin:
    """Adds the history pages to a record's admin."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/compare/", view(self.compare), name=f"{name}_compare"),
            path("<int:pk>/restore/<int:version>/", view(self.restore), name=f"{name}_restore"),
            path("<int:pk>/resolve/<int:version>/", view(self.resolve), name=f"{name}_resolve"),
            *super().get_urls(),
        ]

    def record(self, request, pk, allowed):
        """Return a record that a user may see or change; 403 and 404 otherwise."""
        record = self.get_object(request, str(pk))
        if not allowed(request, record):  # do not reveal which records exist
            raise PermissionDenied
        if record is None:
            raise Http404
        return record

    def page(self, request, record, title, template, **context):
        whole = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "original": record,
            **context,
        }
        return render(request, f"admin/history/{template}.html", whole)

    def history_view(self, request, object_id, extra_context=None):
        """List the versions of a record."""
        record = self.record(request, object_id, self.has_view_permission)
        work = Work(record)
        work.record_outside_changes()
        versions = Version.objects.of(record).select_related("made_by").defer("content")
        page = BoundedPaginator(versions, 50).get_page(request.GET.get("page"))
        return self.page(
            request,
            record,
            _("History"),
            "list",
            versions=page,
            latest=work.latest_revision,
            work=work,
        )

    def compare(self, request, pk):
        """Show the differences between versions `?from=` and `?to=`, by default the last two."""
        record = self.record(request, pk, self.has_view_permission)
        versions = Version.objects.of(record)
        before = _chosen(versions, request.GET.get("from"))
        after = _chosen(versions, request.GET.get("to")) or versions.first()
        if after is None:
            raise Http404
        before = before or versions.filter(pk__lt=after.pk).first() or after
        found = field_changes(before.content, after.content)
        return self.page(
            request, record, _("Compare"), "compare", before=before, after=after, changes=found
        )

    def restore(self, request, pk, version):
        """Ask, then restore an earlier version as the text being edited."""
        record = self.record(request, pk, self.has_change_permission)
        earlier = Version.objects.of(record).filter(pk=version).first()
        if earlier is None:
            raise Http404
        with transaction.atomic():
            work = Work(record).lock()
            work.record_outside_changes()
            cancels = Cancellations([work.record])
            if request.method == "POST" and cancels.were_told(request.POST):
                done = _("The earlier version was restored.")
                entry = {
                    "action": Action.RESTORED,
                    "note_code": NoteCode.RESTORED_VERSION,
                    "note_values": {"moment": earlier.made_at.isoformat()},
                }
                return self.save_state(request, work, earlier.content, done, **entry)
            try:
                found = field_changes(work.content, present_part(earlier.content))
            except ValidationError as error:  # it is of a kind that is no longer part of the site
                messages.error(request, " ".join(error.messages))
                return redirect(admin_url(record, "history"))
        return self.page(
            request,
            record,
            _("Restore"),
            "restore",
            version=earlier,
            changes=found,
            same=is_same_text(work.content, present_part(earlier.content)),
            cancels=cancels,
            left_out=left_out_labels(earlier.content),
            work=work,
        )

    def save_state(self, request, work, content, done, **entry):
        """Save a snapshot as the text being edited, or report why that is not possible.

        One that differs in nothing changes nothing, and cancels no approval.
        """
        if self.is_saved_already(request, work, content):
            return redirect(admin_url(work.record, "change"))
        try:
            with transaction.atomic():
                work.save_draft(content, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except IntegrityError as error:
            messages.error(request, refusal(content, error))
        else:
            work.save_revision(user=request.user, **entry)
            messages.success(request, f"{done} {where_saved(work)}".strip())
            warn_of_left_out(request, content)
        return redirect(admin_url(work.record, "change"))

    def is_saved_already(self, request, work, content):
        """Return whether a snapshot is the present text, and say so."""
        try:
            same = is_same_text(work.content, present_part(content))
        except ValidationError:  # it is of a kind that is no longer part of the site
            return False
        if same:
            messages.info(request, _("Nothing was changed: this is the present text already."))
        return same

    def resolve(self, request, pk, version):
        """Let a user resolve an edit conflict, field by field."""
        record = self.record(request, pk, self.has_change_permission)
        mine = Version.objects.of(record).filter(pk=version, action=Action.SET_ASIDE).first()
        if mine is None or mine.base is None or mine.made_by != request.user:
            raise Http404
        with transaction.atomic():
            work = Work(record).lock()
            work.record_outside_changes()
            latest = work.latest_revision
            seen = request.POST.get("latest") == str(latest.pk)
            choices = request.POST.dict() if seen else {}
            merged, conflicts = merge(mine.base.content, mine.content, work.content, choices)
            cancels = Cancellations([work.record])
            told = cancels.were_told(request.POST)
            if request.method == "POST" and seen and told and not conflicts:
                done = _("The two versions were merged.")
                return self.save_state(request, work, merged, done, action=Action.SAVED)
        if request.method == "POST":
            problem = _(
                "Someone has saved this page again. Review the differences and choose again."
            )
            if seen and conflicts:
                problem = _("Choose a version for each field.")
            elif seen:
                problem = _("This page was approved meanwhile. Read what saving it cancels.")
            messages.error(request, problem)
        _merged, open_conflicts = merge(mine.base.content, mine.content, work.content)
        rows = [_choice(conflict, work.content, choices) for conflict in open_conflicts]
        title = _("Edit conflict: choose a version")
        context = {"rows": rows, "mine": mine, "latest": latest, "work": work, "cancels": cancels}
        return self.page(request, record, title, "resolve", **context)


def refusal(content, error):
    """Return why the database refused a snapshot."""
    root, _pk = model_and_pk(next(iter(content)))
    if reason := broken_rule([apps.get_model(label) for label in model_labels(root)], error):
        return reason
    if isinstance(error, AddressTakenError) or is_taken(error):
        return _("Another record now uses this address or identifier. Change it there first.")
    return _("This could not be saved: it does not fit the present rules of the site.")


def warn_of_left_out(request, content):
    """Say what of a restored snapshot stays behind, as it is no longer part of the site."""
    if left_out := left_out_labels(content):
        text = _("Not restored, because it is no longer part of the site: %s.")
        messages.warning(request, text % "; ".join(left_out))


def _chosen(versions, pk):
    if pk and is_key(pk):
        return versions.filter(pk=pk).first()
    return None


def _choice(conflict, content, choices):
    key, column = conflict.key, conflict.column
    values = content.get(key) or conflict.mine or conflict.base
    return {
        "name": conflict.name,
        "place": row_label(key, values, content) if column else "",
        "label": column_label(key, column),
        "base": value_text(key, column, conflict.base),
        "mine": value_change(key, column, conflict.base, conflict.mine),
        "theirs": value_change(key, column, conflict.base, conflict.theirs),
        "choice": choices.get(conflict.name),
    }
