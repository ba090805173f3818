from django.conf import settings
from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modeltranslation.admin import TranslationStackedInline

from assembly.admin import BaseAdmin, DistinctFormSet, PublicationAdmin
from assembly.languages import per_language

from .models import Appointment, Chamber, Composition, Delegation, Person, Seats

SOURCE = ["confirmed_on", "source_title", "source_url"]


class Inline(TranslationStackedInline):
    formset = DistinctFormSet
    extra = 0


class ChamberInline(Inline):
    model = Chamber
    fields = ["name", "name_of", "website", "kind", "slug", "order"]
    prepopulated_fields = {"slug": ["name"]}


class AppointmentInline(Inline):
    model = Appointment
    fields = ["person", "role", "title", "title_link", "chamber", "since", "until", *SOURCE]
    autocomplete_fields = ["person", "chamber"]


class PersonAppointmentInline(AppointmentInline):
    fields = ["delegation", *AppointmentInline.fields[1:]]
    autocomplete_fields = ["delegation", "chamber"]


class SentenceMixin:
    """Shows the sentence that a composition's seats make, in each language, and their sum."""

    @admin.display(description=_("the sentence, as last saved"))
    def sentences(self, composition):
        sentences = []
        for code, _name in settings.LANGUAGES:
            with override(code):
                sentences.append((code, composition.sentence))
        return format_html_join("", '<p lang="{}">{}</p>', sentences)

    @admin.display(description=_("seats in all"))
    def total(self, composition):
        return composition.total


class CompositionInline(SentenceMixin, Inline):
    model = Composition
    fields = ["since", *SOURCE, "sentences", "total"]
    readonly_fields = ["sentences", "total"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("seats__chamber")


class SeatsInline(Inline):
    model = Seats
    fields = ["chamber", "number", "described_as"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 2

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "chamber":
            field.queryset = Chamber.objects.select_related("delegation")
            field.label_from_instance = lambda chamber: f"{chamber.delegation}: {chamber}"
            if composition := request.resolver_match.kwargs.get("object_id"):
                field.queryset = field.queryset.filter(delegation__compositions=composition)
        return field


@admin.register(Delegation)
class DelegationAdmin(PublicationAdmin):
    texts = ("title", "parliament", "lead_in", "participation_note", "summary")
    details = ["country", "participation", "participation_since", "order"]
    list_filter = [*PublicationAdmin.list_filter, "participation"]
    search_fields = [*PublicationAdmin.search_fields, *per_language("parliament"), "country"]
    inlines = [ChamberInline, CompositionInline, AppointmentInline]


@admin.register(Chamber)
class ChamberAdmin(BaseAdmin):
    """Serves autocompletion; chambers are edited with their delegation."""

    search_fields = [*per_language("name"), *per_language("delegation__title")]

    def has_module_permission(self, request):
        return False


@admin.register(Composition)
class CompositionAdmin(SentenceMixin, BaseAdmin):
    texts = ("source_title",)
    details = ["delegation", "since", "confirmed_on", "source_url", "sentences", "total"]
    readonly_fields = ["sentences", "total"]
    autocomplete_fields = ["delegation"]
    list_display = ["__str__", "total", "since", "confirmed_on"]
    list_filter = ["delegation"]
    list_select_related = ["delegation"]
    date_hierarchy = "confirmed_on"
    search_fields = per_language("delegation__title")
    inlines = [SeatsInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("seats__chamber")


@admin.register(Person)
class PersonAdmin(BaseAdmin):
    texts = ("name", "sort_name", "biography")
    details = ["slug"]
    list_display = ["name", "sort_name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = [*per_language("name"), *per_language("sort_name"), "slug"]
    inlines = [PersonAppointmentInline]


@admin.register(Appointment)
class AppointmentAdmin(BaseAdmin):
    texts = ("title", "source_title")
    details = [
        *["person", "delegation", "chamber", "role", "title_link"],
        *["since", "until", "confirmed_on", "source_url"],
    ]
    autocomplete_fields = ["person", "delegation", "chamber"]
    list_display = ["person", "title", "delegation", "since", "until", "confirmed_on"]
    list_filter = ["role", "delegation"]
    list_select_related = ["person", "delegation"]
    date_hierarchy = "confirmed_on"
    search_fields = [*per_language("person__name"), *per_language("title")]
