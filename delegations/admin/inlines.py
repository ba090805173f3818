"""What is edited within a delegation, a composition or a person."""

from modeltranslation.admin import TranslationStackedInline

from assembly.admin import DistinctFormSet

from ..models import (
    Appointment,
    Chamber,
    Composition,
    FormerChamber,
    FormerParliament,
    FormerParticipation,
    Seats,
)
from .sentences import SentenceMixin

SOURCE = ["confirmed_on", "source_title", "source_url"]


class Inline(TranslationStackedInline):
    formset = DistinctFormSet
    extra = 0


class ChamberInline(Inline):
    model = Chamber
    fields = ["name", "name_of", "website", "kind", "slug", "order"]
    prepopulated_fields = {"slug": ["name"]}
    show_change_link = True


class AppointmentInline(Inline):
    model = Appointment
    fields = ["person", "role", "title", "title_link", "chamber", "since", "until", *SOURCE]
    autocomplete_fields = ["person", "chamber"]


class PersonAppointmentInline(AppointmentInline):
    fields = ["delegation", *AppointmentInline.fields[1:]]
    autocomplete_fields = ["delegation", "chamber"]


class FormerParliamentInline(Inline):
    model = FormerParliament
    fields = ["parliament", "lead_in", "since", "until", *SOURCE]
    classes = ["collapse"]


class FormerParticipationInline(Inline):
    model = FormerParticipation
    fields = ["participation", "participation_note", "since", "until", *SOURCE]
    classes = ["collapse"]


class FormerChamberInline(Inline):
    model = FormerChamber
    fields = ["name", "name_of", "since", "until", *SOURCE]


class CompositionInline(SentenceMixin, Inline):
    """Shows the compositions; each is edited on a page of its own, with its seats."""

    model = Composition
    fields = readonly_fields = ["sentences", "total", "since", "confirmed_on"]
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("seats__chamber")


class SeatsInline(Inline):
    model = Seats
    fields = ["chamber", "number", "described_as"]
    min_num = 1

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"validate_min": True, **kwargs})

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "chamber":
            field.queryset = Chamber.objects.select_related("delegation")
            if composition := request.resolver_match.kwargs.get("object_id"):
                field.queryset = field.queryset.filter(delegation__compositions=composition)
        return field
