"""Confirming facts: a source states what the records say, which adds a statement to each."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assembly.admin.bin import with_undo
from assembly.admin.whole_texts import keep_whole
from assembly.core.keys import is_key
from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES
from assembly.core.partial_dates import PartialDateFormField, validate_partial_date
from assembly.newsroom.approvals import Cancellations
from assembly.newsroom.bin import new_batch
from assembly.newsroom.working_copies import amend

from ..facts import check_days
from ..statements import (
    LONGEST_ADDRESS,
    LONGEST_TITLE,
    TITLES,
    Says,
    SourceKind,
    Statement,
    as_values,
    cleaned,
    united,
)


class NotBegunError(Exception):
    """A fact begins only after the day of which the source says that it is so."""


def confirm_fact(fact, statement):
    """Add a statement to a fact; raise NotBegunError if the fact began only after its day."""
    fact.refresh_from_db()
    fact.statements = united([as_values(statement)], fact.statements)
    try:
        check_days(fact)
    except ValidationError as error:
        raise NotBegunError(fact) from error
    fact.save()


@transaction.atomic
def confirm_facts(facts, statement, user):
    """Add a statement to facts, to all or none; return the batch's UUID."""
    batch = new_batch()
    for fact in facts:
        amend(fact.root, user, partial(confirm_fact, fact, statement), batch=batch)
    return batch


class SourceForm(forms.Form):
    """Asks for the source that states facts, and the day of which it does; by default today."""

    day = PartialDateFormField(label=_("day"), max_length=10, validators=[validate_partial_date])
    kind = forms.ChoiceField(label=_("kind of source"), choices=SourceKind)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, column in zip(LANGUAGES, TITLES, strict=True):
            label = _("source (%s)") % language_name(code)
            self.fields[column] = forms.CharField(
                label=label, max_length=LONGEST_TITLE, required=False
            )
        self.fields["address"] = forms.URLField(
            label=_("source address"),
            max_length=LONGEST_ADDRESS,
            required=False,
            assume_scheme="https",
        )
        for field in self.fields.values():
            keep_whole(field)

    def clean(self):
        cleaned_data = super().clean()
        self.statement = Statement.of({**cleaned_data, "says": Says.SO})
        if not self.statement.has_source:
            raise forms.ValidationError(_("Enter the title of the source or its address."))
        if not self.errors:
            cleaned([as_values(self.statement)])
        return cleaned_data


class ConfirmMixin:
    """Adds "Confirm today" to the list and to the form of a fact."""

    actions = ["confirm_today"]
    change_form_template = "admin/delegations/fact_change_form.html"

    @admin.action(description=_("Confirm today"), permissions=["change"])
    def confirm_today(self, request, queryset):
        ids = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True))
        return redirect(f"{reverse('admin:' + self.page('confirm'))}?ids={ids}")

    def page(self, name):
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def get_urls(self):
        confirm = self.admin_site.admin_view(self.confirm)
        return [path("confirm/", confirm, name=self.page("confirm")), *super().get_urls()]

    def confirm(self, request):
        """Ask for the source, then confirm the selected facts."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        selected = request.GET.get("ids", "").split(",")
        ids = [pk for pk in selected if is_key(pk)][:1000]
        facts = [
            fact
            for fact in self.get_queryset(request).filter(pk__in=ids)
            if self.has_change_permission(request, fact)
        ]
        if not facts:
            messages.error(request, _("There is nothing here that you can confirm."))
            return redirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            )
        form = self.source_form(request)
        cancels = Cancellations({fact.root: None for fact in facts})
        told = request.method == "POST" and form.is_valid() and cancels.were_told(request.POST)
        if told and self.confirmed(request, facts, form):
            return redirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Confirm today"),
            "opts": self.opts,
            "facts": facts,
            "cancels": cancels,
            "form": form,
        }
        return render(request, "admin/delegations/confirm.html", context)

    def source_form(self, request):
        today = timezone.localdate().isoformat()
        return SourceForm(request.POST or None, initial={"day": today, "kind": SourceKind.WEBSITE})

    def confirmed(self, request, facts, form):
        """Confirm facts by the source of a valid form; return whether the form is done with."""
        try:
            batch = confirm_facts(facts, form.statement, request.user)
        except NotBegunError as error:
            text = _(
                "Nothing was confirmed, because “%s” has not begun yet. Leave it out; a source "
                "that announces it is entered in its own form."
            )
            form.add_error(None, text % error.args[0])
            return False
        except (IntegrityError, ObjectDoesNotExist, ValidationError):
            text = _(
                "Nothing was confirmed: a fact is no longer in its working copy, or the "
                "working copy no longer fits what was saved since."
            )
            messages.error(request, text)
        else:
            said = ngettext("%d fact was confirmed.", "%d facts were confirmed.", len(facts))
            messages.success(request, with_undo(said % len(facts), batch))
        return True
