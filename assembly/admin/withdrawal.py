"""Withdrawing a page: by its form, whatever else is wrong there, and on a small page of its own."""

from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms.models import fields_for_model
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.core.languages import per_language
from assembly.newsroom.models import Action
from assembly.newsroom.workflow import Step, available_steps, may_edit, may_publish, take_step
from assembly.newsroom.working_copies import Work
from assembly.publishing.status import Status

from .editing import admin_url
from .editing_state import EditingState
from .form_keys import waiting_messages
from .step_form import StepForm
from .step_saving import COPY_SET_ASIDE

REASON_MISSING = gettext_lazy(
    "Give the reason for the withdrawal in at least one language; readers will see it."
)
REST_NOT_SAVED = gettext_lazy(
    "Readers find only the reason now. What else you typed is not saved yet: save it again."
)


def refuse_without_reason(form):
    """Report at the fields of a form that the reason is missing in every language."""
    names = [name for name in per_language("withdrawal") if name in form.fields]
    if names and not any(form.cleaned_data.get(name) or name in form.errors for name in names):
        for name in names:
            form.add_error(name, REASON_MISSING)


class ReasonForm(forms.Form):
    """The reason for a withdrawal, in each language; one is enough.

    It checks nothing else of the page: a withdrawal may be urgent.
    """

    def __init__(self, model, data=None):
        super().__init__(data)
        self.fields.update(fields_for_model(model, per_language("withdrawal")))
        for field in self.fields.values():
            field.widget.attrs["class"] = "vTextField"

    def clean(self):
        refuse_without_reason(self)


def withdraw(request, work, reasons):
    """Withdraw a page by a valid `ReasonForm`, with messages; it takes the note, too.

    Raises what `take_step` raises.
    """
    with transaction.atomic():
        work.lock().record_outside_changes()
        for name, reason in reasons.cleaned_data.items():
            setattr(work.record, name, reason)
        take_step(Step.WITHDRAW, work, request.user, note=typed_note(request))
    say_withdrawn(request, work)
    if work.set_aside:
        messages.warning(request, COPY_SET_ASIDE % work.set_aside.system_note)


def say_withdrawn(request, work):
    words = {"page": work.record, "action": Action.WITHDRAWN.label}
    messages.success(request, _("“%(page)s”: %(action)s.") % words)


def is_second_press(request, work):
    """Return whether a page that is to be withdrawn already is, and say so once."""
    if work.record.status != Status.WITHDRAWN:
        return False
    if not waiting_messages(request):  # else those of the first press say it
        say_withdrawn(request, work)
    return True


def typed_note(request):
    """Return the note in a posted form; "" if it is invalid, as the form will say."""
    given = StepForm(request.POST)
    given.is_valid()
    return given.cleaned_data.get("note", "")


class WithdrawalMixin:
    """Adds the withdrawal to the admin of a publication."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.withdraw_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        return [path("<int:pk>/withdraw/", view, name=name), *super().get_urls()]

    def has_publish_permission(self, request):
        return may_publish(request.user, self.model) and may_edit(request.user, self.model)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["publish"])
    def withdraw_selected(self, request, queryset):
        """Lead to the page of the withdrawal, also of a page whose form cannot be opened."""
        chosen = list(queryset[:2])
        if len(chosen) == 1:
            return redirect(admin_url(chosen[0], "withdraw"))
        messages.error(request, _("Choose one page: each withdrawal needs its own reason."))
        return None

    def withdraw_view(self, request, pk):
        """Ask for the reason, then withdraw the page; nothing else of it is shown or checked."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        work = Work(get_object_or_404(self.model, pk=pk))
        form = ReasonForm(self.model, request.POST or None)
        listed = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        if Step.WITHDRAW not in available_steps(work, request.user):
            messages.error(
                request, _("“%s” is not public, so it cannot be withdrawn.") % work.record
            )
            return redirect(listed)
        if request.method == "POST" and form.is_valid():
            try:
                withdraw(request, work, form)
            except ValidationError as error:  # somebody else withdrew it at the same moment
                messages.error(request, " ".join(error.messages))
            return redirect(listed)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw"),
            "subtitle": work.record,
            "opts": self.opts,
            "original": work.record,
            "form": form,
            "copy": work.copy,
        }
        return render(request, "admin/withdraw.html", context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Withdraw first, if that is asked; then save the rest, or show it as it was typed."""
        refusal = self.withdraw_by_form(request, object_id)
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if response.status_code != HTTPStatus.CONFLICT:
            return response
        # What the page has no room for, the browser has kept.
        if EditingState.of(request).withdrawn:
            messages.warning(request, REST_NOT_SAVED)
            return redirect(request.get_full_path())
        if refusal:
            messages.error(request, refusal)
            return redirect(admin_url(self.model(pk=object_id), "withdraw"))
        return response

    def withdraw_by_form(self, request, object_id):
        """Withdraw the page of a posted form, if that is asked and the reason is given.

        What is left of the request then is to save the form. Returns what is wrong with the reason.
        """
        asked = request.method == "POST" and request.POST.get("_step") == Step.WITHDRAW
        work = self.work_on(request, object_id) if asked and object_id else None
        if work is None:
            return ""
        if Step.WITHDRAW not in available_steps(work, request.user):
            if self.has_publish_permission(request) and is_second_press(request, work):
                self.save_the_rest(request)
            return ""
        form = ReasonForm(self.model, request.POST)
        if not form.is_valid():  # the form of the page says so at the field
            return next(iter(form.errors.values()))[0]
        try:
            withdraw(request, work, form)
        except ValidationError:  # it has just been withdrawn, as the form will say
            return ""
        self.save_the_rest(request)
        if work.set_aside:  # what was typed is compared with the page then
            request.POST.pop("opened", None)
        return ""

    def save_the_rest(self, request):
        """Leave the request to save the form without the step; a second press sends the same."""
        request.POST = request.POST.copy()
        del request.POST["_step"]
        if typed_note(request):
            del request.POST["note"]
        request.POST["_continue"] = "1"
        EditingState.of(request).withdrawn = True

    def render_change_form(self, request, context, **kwargs):
        if EditingState.of(request).withdrawn:
            messages.warning(request, REST_NOT_SAVED)
        return super().render_change_form(request, context, **kwargs)
