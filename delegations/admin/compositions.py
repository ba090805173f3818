from operator import attrgetter

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms import Script
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from assembly.admin import BaseAdmin
from assembly.core.languages import per_language
from assembly.core.partial_dates import format_partial_date
from assembly.newsroom.snapshots import temporarily_applied
from assembly.text.diff import word_diff

from ..grammatical_case import wrong_cases
from ..models import Composition, Seats
from ..timeline import in_order
from .confirm import ConfirmMixin
from .inlines import SeatsInline, latest_composition
from .list_filters import DelegationParticipationFilter
from .sentences import SentenceMixin, sentences, typed_seats
from .statements import StatementsMixin


@admin.register(Composition)
class CompositionAdmin(StatementsMixin, ConfirmMixin, SentenceMixin, BaseAdmin):
    root_fields = ("delegation",)
    texts = ("lead_in", "note")
    details = [
        *["delegation", ("since", "until", "sequence"), "statements"],
        *["sentences", "total"],
    ]
    readonly_fields = ["sentences", "total"]
    autocomplete_fields = ["delegation"]
    list_display = ["__str__", "total", "since", "until", "last_statement_day"]
    list_filter = [DelegationParticipationFilter, "delegation"]
    list_select_related = ["delegation"]
    search_fields = per_language("delegation__title")
    inlines = [SeatsInline]
    change_form_template = "admin/delegations/composition_change_form.html"

    class Media:
        js = [Script("delegations/sentences.js", type="module")]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("seats__chamber", "seats__kind")

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview)
        return [
            path("preview/", preview, name="delegations_composition_preview"),
            path("<int:pk>/preview/", preview, name="delegations_composition_diff"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def preview(self, request, pk=None):
        """Return the sentences that a form's seats would make, without saving anything.

        JSON: `sentences` has, for each language code, the word diff against the saved sentence, as
        pairs of "equal", "insert" or "delete" and words; `warnings` are texts for the editor.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        work = self.work_on(request, pk)
        if work is None:
            return JsonResponse({}, status=400)
        try:
            before, after, wrong = self.compared(request, work, pk)
        except (
            IntegrityError,
            ValidationError,
        ):  # the working copy conflicts with later changes; its form says so
            return JsonResponse({}, status=409)
        changes = {code: word_diff(before.get(code, ""), text) for code, text in after.items()}
        return JsonResponse({"sentences": changes, "warnings": [one.text for one in wrong]})

    def compared(self, request, work, pk):
        """Return the saved sentences, those that a form's seats would make, and wrong cases."""
        with temporarily_applied(work.copy and work.copy.content):
            before = {}
            if pk:
                composition = get_object_or_404(Composition, pk=pk)
                before = sentences(composition, composition.seats.all())
            seats = sorted(typed_seats(request.POST), key=attrgetter("place"))
            typed = Composition(
                **{name: request.POST.get(name, "") for name in per_language("lead_in")}
            )
            return before, sentences(typed, seats), wrong_cases(typed, seats)

    def get_changeform_initial_data(self, request):
        """Propose the words of the latest composition, without its days and sources.

        Where its place in the sequence is numbered, the next number is proposed, as a composition
        without one would come before it.
        """
        data = super().get_changeform_initial_data(request)
        if present := latest_composition(request):
            texts = {name: getattr(present, name) for name in per_language("lead_in")}
            data |= {"delegation": present.delegation_id, **texts}
            if present.sequence:
                data["sequence"] = present.sequence + 1
        return data

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Propose the latest seats on a new form."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk is None and request.method == "GET" and (present := latest_composition(request)):
            kwargs["initial"] = [row.proposal() for row in present.seats.all()]
        return kwargs

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        states = in_order(Composition.objects.filter(delegation=obj.delegation))
        later = [state for state in states if state.order_key > obj.order_key]
        if later and later[0].first_known:
            text = _("These seats apply only until the next composition, recorded from %s.")
            messages.warning(request, text % format_partial_date(later[0].first_known))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for wrong in wrong_cases(form.instance, Seats.objects.filter(composition=form.instance)):
            messages.warning(request, wrong.text)
