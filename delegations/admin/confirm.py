"""Confirming facts: a source states today what the records say."""

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
from assembly.newsroom.approvals import Cancellations
from assembly.newsroom.bin import new_batch
from assembly.newsroom.working_copies import amend

from ..facts import SOURCE_COLUMNS


class NotBegunError(Exception):
    """A fact begins only after today, so that a source can announce it at most."""


def confirm_fact(fact, source):
    """Confirm a fact today, by a source; raise NotBegunError if it has not begun."""
    fact.refresh_from_db()
    if fact.begins_after(timezone.localdate()):
        raise NotBegunError(fact)
    for name, value in source.items():
        setattr(fact, name, value)
    fact.confirmed_on, fact.announced = timezone.localdate(), False
    fact.save()


@transaction.atomic
def confirm_facts(facts, source, user):
    """Confirm facts today, all or none; return the batch's UUID."""
    batch = new_batch()
    for fact in facts:
        amend(fact.root, user, partial(confirm_fact, fact, source), batch=batch)
    return batch


class SourceForm(forms.ModelForm):
    """Asks for the source of a confirmation: a title or an address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            keep_whole(field)

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in SOURCE_COLUMNS):
            raise forms.ValidationError(_("Enter the title of the source or its address."))
        return cleaned


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
        form = self.source_form(request, facts)
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

    def source_form(self, request, facts):
        """Return the form of the source; it starts with that which the facts have in common."""
        alike = len({tuple(getattr(fact, name) for name in SOURCE_COLUMNS) for fact in facts}) == 1
        source_form = forms.modelform_factory(self.model, form=SourceForm, fields=SOURCE_COLUMNS)
        sources = {name: getattr(facts[0], name) for name in SOURCE_COLUMNS} if alike else {}
        return source_form(request.POST or None, instance=self.model(**sources))

    def confirmed(self, request, facts, form):
        """Confirm facts by the source of a valid form; return whether the form is done with."""
        source = {name: form.cleaned_data[name] for name in SOURCE_COLUMNS}
        try:
            batch = confirm_facts(facts, source, request.user)
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
