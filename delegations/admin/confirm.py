"""The pages on which staff confirm facts by a source."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assembly.admin.bin import with_undo
from assembly.core.keys import is_key
from assembly.core.partial_dates import format_partial_date
from assembly.newsroom.approvals import Cancellations
from assembly.newsroom.snapshots import row_key, temporarily_applied
from assembly.newsroom.working_copies import Work

from ..confirming import NotThenError, confirm_facts
from ..models import Delegation
from .source_form import SourceForm, source_of


class ConfirmPage:
    """Asks for a source, and adds its statement to facts."""

    def page_name(self, name):
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def render_confirm(self, request, form, cancels, **context):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Confirm facts"),
            "opts": self.opts,
            "cancels": cancels,
            "form": form,
            **context,
        }
        return render(request, "admin/delegations/confirm.html", context)

    def confirmed(self, request, facts, form):
        """Confirm facts by the source of a valid form; return whether the form is done with."""
        try:
            batch = confirm_facts(facts, form.statement, request.user)
        except NotThenError as error:
            form.add_error(None, str(error))
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


class ConfirmMixin(ConfirmPage):
    """Adds "Confirm" to the list and to the form of a fact."""

    actions = ["confirm"]
    change_form_template = "admin/delegations/fact_change_form.html"

    @admin.action(description=_("Confirm"), permissions=["change"])
    def confirm(self, request, queryset):
        ids = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True))
        return redirect(f"{reverse('admin:' + self.page_name('confirm'))}?ids={ids}")

    def get_urls(self):
        confirm = self.admin_site.admin_view(self.confirm_page)
        return [path("confirm/", confirm, name=self.page_name("confirm")), *super().get_urls()]

    def confirm_page(self, request):
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
        listed = reverse(f"admin:{self.page_name('changelist')}")
        if not facts:
            messages.error(request, _("There is nothing here that you can confirm."))
            return redirect(listed)
        form = SourceForm(request.POST or None, initial=source_of(facts))
        cancels = Cancellations({fact.root: None for fact in facts})
        told = request.method == "POST" and form.is_valid() and cancels.were_told(request.POST)
        if told and self.confirmed(request, facts, form):
            return redirect(listed)
        return self.render_confirm(request, form, cancels, facts=facts)


class ChosenFactsForm(SourceForm):
    """Asks also which facts the source states."""

    facts = forms.MultipleChoiceField(
        label=_("facts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one fact.")},
    )
    field_order = ["facts"]

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = choices


class ConfirmDelegationMixin(ConfirmPage):
    """Adds "Confirm facts" to the form of a delegation: all that is so today, in one list."""

    def get_urls(self):
        confirm = self.admin_site.admin_view(self.confirm_page)
        return [
            path("<int:pk>/confirm/", confirm, name=self.page_name("confirm")),
            *super().get_urls(),
        ]

    def confirm_page(self, request, pk):
        delegation = self.get_object(request, str(pk))
        if not self.has_change_permission(request, delegation):
            raise PermissionDenied
        if delegation is None:
            raise Http404
        present, sure = present_facts(delegation)
        facts = {row_key(fact): fact for fact in present}
        initial = {**source_of(sure or present), "facts": [row_key(fact) for fact in sure]}
        choices = [(key, described(fact)) for key, fact in facts.items()]
        form = ChosenFactsForm(request.POST or None, initial=initial, choices=choices)
        cancels = Cancellations([delegation])
        told = request.method == "POST" and form.is_valid() and cancels.were_told(request.POST)
        if told:
            chosen = [facts[key] for key in form.cleaned_data["facts"]]
            if self.confirmed(request, chosen, form):
                return redirect(reverse(f"admin:{self.page_name('change')}", args=[pk]))
        return self.render_confirm(request, form, cancels, delegation=delegation)


def present_facts(delegation):
    """Return the facts that may be so today in the text being edited, and those known to be so."""
    today = timezone.localdate()
    copy = Work(delegation).copy
    with temporarily_applied(copy and copy.content):
        [found] = Delegation.objects.filter(pk=delegation.pk).with_facts(today)
        then = found.on_day
        answers = [then.parliament, then.participation]
        for chamber in found.chambers.all():
            answers += [chamber.name_then, chamber.website_then]
        answers.append(then.composition)
        present = [state for answer in answers for state in answer.states]
        sure = [answer.state for answer in answers if answer.state]
    present += then.offices
    sure += [one for one in then.offices if one.answer.state]
    return present, sure


def described(fact):
    """Return a fact in words, for staff to choose it by."""
    name, where = capfirst(fact._meta.verbose_name), ""
    if fact.body == "chamber":
        where = f" ({fact.chamber.latest_name or fact.chamber.slug})"
    day = format_partial_date(fact.last_stated) if fact.last_stated else _("no date")
    said = _("last stated: %s") % day
    return f"{name}{where}: {fact} – {said}"
