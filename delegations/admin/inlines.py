"""The inlines of delegations, compositions and people."""

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assembly.admin import DistinctFormSet, Inline
from assembly.core.keys import is_key
from assembly.core.permissions import may_view

from ..models import (
    Appointment,
    Chamber,
    ChamberName,
    Composition,
    Delegation,
    ParliamentName,
    Participation,
    Role,
    Seats,
    Website,
)
from ..models.terms import Term
from ..timeline import in_order
from .fact_rows import FactFormSet
from .sentences import SentenceMixin
from .statements import StatementsMixin
from .term_field import TermField

DAYS = [("since", "until", "sequence"), "statements"]


class FactInline(StatementsMixin, Inline):
    formset = FactFormSet

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if issubclass(db_field.related_model, Term):
            kwargs["form_class"] = TermField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AppointmentInline(FactInline):
    """Compact rows, as a delegation may have dozens of members."""

    model = Appointment
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("person", "role", "chamber"),
                    "title",
                    ("since", "until", "order"),
                    "statements",
                ]
            },
        ),
        (_("More"), {"fields": ["title_link", "sequence"], "classes": ["collapse"]}),
    ]
    classes = ["compact"]
    autocomplete_fields = ["person", "chamber"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "role":
            kwargs["queryset"] = self.roles(request.resolver_match.kwargs.get("object_id"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def roles(self, record):
        """Return the roles to choose from, with those that the form of a record has already."""
        held = Appointment.objects.filter(delegation=record).exclude(delegation=None)
        return Role.objects.filter(Q(of_assembly=False) | Q(pk__in=held.values("role")))

    def get_queryset(self, request):
        related = super().get_queryset(request).select_related("person", "delegation", "role")
        return related.by_rank()


class ShownFormSet(DistinctFormSet):
    """Rows that a form only shows; requests cannot add others."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if form.instance.pk is None:
            raise BadRequest
        return form


class AssemblyOfficeInline(AppointmentInline):
    """A person's offices in the assembly itself."""

    fieldsets = [
        (
            None,
            {"fields": ["role", "title", ("since", "until", "order"), "statements"]},
        ),
        AppointmentInline.fieldsets[1],
    ]
    autocomplete_fields = []
    verbose_name_plural = _("offices in the assembly")

    def roles(self, record):
        held = Appointment.objects.filter(person=record, delegation=None)
        return Role.objects.filter(Q(of_assembly=True) | Q(pk__in=held.values("role")))

    def get_queryset(self, request):
        return super().get_queryset(request).filter(delegation=None)


class DelegationOfficeInline(Inline):
    """Shows a person's offices in delegations, which are edited with the delegation."""

    model = Appointment
    formset = ShownFormSet
    fields = readonly_fields = ["delegation", "title", "since", "until"]
    verbose_name_plural = _("offices in delegations")
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj):
        return False

    def get_queryset(self, request):
        rows = super().get_queryset(request).exclude(delegation=None)
        if may_view(request.user, Delegation):
            return rows
        return rows.filter(pk__in=Appointment.objects.public().values("pk"))  # not those of drafts


class ParliamentNameInline(FactInline):
    model = ParliamentName
    fields = ["parliament", *DAYS]


class ParticipationInline(FactInline):
    model = Participation
    fields = ["kind", "note", *DAYS]


class ChamberNameInline(FactInline):
    model = ChamberName
    fields = ["name", "name_of", *DAYS]
    min_num = 1

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"validate_min": True, **kwargs})


class WebsiteInline(FactInline):
    model = Website
    fields = ["address", *DAYS]


class ChamberInline(Inline):
    """Shows the chambers, each of which is edited on its own page."""

    model = Chamber
    formset = ShownFormSet
    fields = readonly_fields = ["slug", "kind", "order"]
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("names")


class CompositionInline(SentenceMixin, Inline):
    """Shows the compositions, each of which is edited on its own page."""

    model = Composition
    formset = ShownFormSet
    fields = readonly_fields = ["sentences", "total", "since", "until"]
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("seats__chamber")


def latest_composition(request):
    """Return the latest composition of the delegation in the form's address, or None."""
    delegation = request.GET.get("delegation", "")
    if not is_key(delegation):
        return None
    states = Composition.objects.filter(delegation=delegation).prefetch_related("seats")
    return next(reversed(in_order(states)), None)


class SeatsInline(Inline):
    model = Seats
    fields = [("chamber", "kind", "number", "vacant"), "described_as", "sentence_place", "note"]

    def get_extra(self, request, obj=None, **kwargs):
        present = None if obj else latest_composition(request)
        return present.seats.count() if present else 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "chamber":
            field.queryset = Chamber.objects.select_related("delegation").prefetch_related("names")
            if composition := request.resolver_match.kwargs.get("object_id"):
                field.queryset = field.queryset.filter(delegation__compositions=composition)
        return field
