"""How all forms of the admin save, without overwriting anybody's changes.

A form is shown and processed on the version that its user opened, inside a transaction that is
rolled back. The result is merged with what others have saved since, and then written to the record
or, if the record is public, to its working copy.
"""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assembly.core.keys import is_key
from assembly.newsroom.approvals import Cancellations, approved_since
from assembly.newsroom.bin import new_batch
from assembly.newsroom.changes import column_label
from assembly.newsroom.merging import merge
from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.snapshots import reserve_keys, row_key, snapshot, temporarily_applied
from assembly.newsroom.working_copies import Work, amend
from assembly.publishing.status import Status
from assembly.publishing.versioned import Versioned

from .conflicts import ConflictMixin
from .editing_state import EditingState
from .refused_steps import keep_refused_step
from .step_saving import StepSavingMixin


def admin_url(record, name, *args):
    """Return the URL of an admin page about a record."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[record.pk, *args])


class EditingMixin(ConflictMixin, StepSavingMixin):
    """Adds this way of saving to the admin of a record, or of rows that belong to one."""

    # Fields of a new row that may refer to the record it belongs to; the first that is set counts.
    root_fields = ()

    def work_on(self, request, object_id):
        """Return the `Work` of a form's record, or None if the record is new."""
        record = self.root_of_new(request) if object_id is None else self.root_of(object_id)
        return Work(record) if record else None

    def root_of(self, object_id):
        """Return the record that a row belongs to, even if only a working copy has the row."""
        if not is_key(str(object_id)):
            return None
        row = self.model._base_manager.filter(pk=object_id).first()
        if row is None:
            key = row_key(self.model(pk=int(object_id)))
            copies = (copy for copy in WorkingCopy.objects.all() if key in copy.content)
            return next((copy.record for copy in copies), None)
        return row.root

    def root_of_new(self, request):
        data = request.POST if request.method == "POST" else request.GET
        for name in self.root_fields:
            records = self.opts.get_field(name).related_model._base_manager
            try:  # as the form will parse it, which also accepts " 5" and "+5"
                record = records.filter(pk=data.get(name) or None).first()
            except ValueError:
                continue
            if record:
                return record
        return None

    def get_readonly_fields(self, request, obj=None):
        """A row cannot move to another record, as its form saves only its own record."""
        fields = super().get_readonly_fields(request, obj)
        if obj is None:
            return fields
        places = [place for place, name in enumerate(self.root_fields) if getattr(obj, name)]
        return [*fields, *self.root_fields[: places[0] + 1]] if places else fields

    def get_object(self, request, object_id, from_field=None):
        """Find a record by a plain key only, as "+5" would bypass its working copy.

        Rows that only a working copy has are found too.
        """
        if not is_key(object_id):
            return None
        found = super().get_object(request, object_id, from_field)
        if found is None and (content := self.working_copy_content(request, object_id)):
            with temporarily_applied(content):
                found = super().get_object(request, object_id, from_field)
        return found

    def working_copy_content(self, request, object_id):
        """Return the snapshot of the form's working copy, or None."""
        work = self.work_on(request, object_id)
        return work.copy.content if work and work.copy else None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # Django checks too, but only after the working copy has been applied or set aside.
        if not self.may_open(request, new=object_id is None):
            raise PermissionDenied
        try:
            if request.method != "POST" and self.has_change_permission(request):
                self.open_copy(request, object_id)
            with transaction.atomic():
                answer = self.answer_repeated(request, new=object_id is None)
                if answer is not None:
                    return answer
                work = self.work_on(request, object_id)
                if work:
                    answer = self.edit_record(request, work, object_id, form_url, extra_context)
                else:
                    answer = self.add_record(request, object_id, form_url, extra_context)
                self.remember_answer(request, answer)
                return answer
        except (IntegrityError, ValidationError) as error:
            return self.conflict_response(request, object_id, error)

    def may_open(self, request, *, new):
        """Return whether a user may see a form or, if it is posted, save it."""
        if new:
            return self.has_add_permission(request)
        if request.method == "POST":
            return self.has_change_permission(request)
        return self.has_view_permission(request)

    def add_record(self, request, object_id, form_url, extra_context):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        saved = EditingState.of(request).saved
        if isinstance(saved, Versioned):
            work = Work(saved)
            if work.is_publication:
                work.record.record_edit(request.user)
                work.record.save()
            work.hold_back_rows(request.user)
            action = Action.SAVED if work.copy else Action.CREATED
            return self.finish_saving(request, work, action) or response
        return response

    @transaction.atomic
    def open_copy(self, request, object_id):
        """Update a form's working copy, and free the record again before the form is rendered."""
        work = self.work_on(request, object_id)
        if work and work.copy and work.lock().copy:
            work.record_outside_changes()
            self.update_copy_from_live(request, work)

    def edit_record(self, request, work, object_id, form_url, extra_context):
        if request.method == "POST":
            work.lock()
        work.live_content = work.record_outside_changes().content
        if request.method == "POST" and work.copy:
            self.update_copy_from_live(request, work)
        state = EditingState.of(request)
        state.work = work
        base = self.opened_revision(request, work)
        context = {"work": work, "opened": base.pk, **(extra_context or {})}
        with temporarily_applied(base.content):
            response = super().changeform_view(request, object_id, form_url, context)
            if hasattr(response, "render"):
                response.render()
            made = snapshot(work.record) if state.saved is not None else None
        if made is None:
            return response
        return self.save_merged(request, work, base, made) or response

    def update_copy_from_live(self, request, work):
        """Merge later changes to the live text into a working copy, and report conflicts.

        An approved copy is left alone, as opening a form must not cancel the approval.
        """
        if work.copy.status == Status.PUBLISHED:
            conflicts = work.conflicts()
            text = _(
                "The published text has changed since this working copy was approved. Changed "
                "fields: %s. At the scheduled time the copy goes back to its editor, unless it "
                "is edited and approved again first."
            )
        else:
            conflicts = work.rebase(request.user)
            text = _(
                "The published text has changed since this working copy was created. Changed "
                "fields: %s. The copy keeps its own text in these fields; the differences are "
                "shown below."
            )
        if conflicts:
            where = ", ".join(
                str(column_label(conflict.key, conflict.column)) for conflict in conflicts
            )
            messages.warning(request, text % where)

    def opened_revision(self, request, work):
        """Return the version that the user saw when opening the form."""
        pk = request.POST.get("opened", "")
        seen = Version.objects.of(work.record)
        if is_key(pk) and (version := seen.filter(pk=pk).first()):
            return version
        return work.latest_revision

    def save_merged(self, request, work, base, made):
        """Save the result of a form; return a redirect if something remains to be done."""
        theirs = work.content
        merged, conflicts = merge(base.content, made, theirs)
        changed, unaware = merged != theirs, approved_since(work, base)
        if conflicts or (changed and unaware):
            self.keep_proposal(request, work)
            aside = work.save_revision(
                Action.SET_ASIDE,
                user=request.user,
                note=self.step_values(request, work).get("note", ""),
                content=made,
                of_copy=True,
                base=base,
            )
            reserve_keys(made)
            keep_refused_step(request, moment=not self.misses_moment(request, work))
            return redirect(admin_url(work.record, "resolve", aside.pk))
        seen = theirs in (base.content, made)  # the latter if the same form was sent twice
        if seen and unaware:
            seen = False
        elif not seen:
            who = work.latest_revision.made_by or _("Someone")
            text = _(
                "%s saved this record while you were editing it. Both sets of changes were kept."
            )
            messages.info(request, text % who)
        if changed:
            work.save_draft(merged, request.user)
        return self.finish_saving(request, work, Action.SAVED if changed else None, seen=seen)

    def history_view(self, request, object_id, extra_context=None):
        """Redirect to the history of the record that a row belongs to."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.root_of(object_id)
        if record is None:
            raise Http404
        return redirect(admin_url(record, "history"))

    def response_add(self, request, obj, post_url_continue=None):
        state = EditingState.of(request)
        state.saved, state.form_address = obj, admin_url(obj, "change")
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self.response_saved(request, obj, state.form_address)

    def response_change(self, request, obj):
        EditingState.of(request).saved = obj
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self.response_saved(request, obj, request.get_full_path())

    def response_saved(self, request, obj, form):
        if "_continue" in request.POST or "_step" in request.POST:
            return HttpResponseRedirect(form)
        if "_addanother" in request.POST:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return self.response_post_save_change(request, obj)

    def log_addition(self, request, obj, message):
        """Do nothing: the record's history has it."""

    def log_change(self, request, obj, message):
        """Do nothing: the record's history has it."""

    def log_deletions(self, request, queryset):
        """Do nothing: the record's history has it."""

    def delete_view(self, request, object_id, extra_context=None):
        if not self.has_delete_permission(request, self.get_object(request, object_id)):
            raise PermissionDenied
        try:
            return super().delete_view(request, object_id, extra_context)
        except (IntegrityError, ValidationError) as error:
            return self.conflict_response(request, object_id, error)

    def get_deleted_objects(self, objs, request):
        """Return what is deleted with a row, and what prevents it, as of the working copy."""
        content = self.working_copy_content(request, objs[0].pk) if len(objs) == 1 else None
        with temporarily_applied(content):
            going, *others = super().get_deleted_objects(objs, request)
        roots = {row.root: None for row in objs}  # each once, in order
        return [*going, *Cancellations(roots)], *others

    def delete_model(self, request, obj):
        """Delete a row of a record as an edit of that record."""
        state = EditingState.of(request)
        state.batch = state.batch or new_batch()
        amend(obj.root, request.user, obj.delete, batch=state.batch)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for row in queryset:
            self.delete_model(request, row)
