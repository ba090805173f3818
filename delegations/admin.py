from operator import attrgetter

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_POST
from modeltranslation.admin import TranslationStackedInline

from assembly.admin import BaseAdmin, DistinctFormSet, PublicationAdmin
from assembly.languages import per_language

from .models import Appointment, Chamber, Composition, Delegation, Person, Seats, sentence

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


def sentences(delegation, seats):
    """Return the code of each language and the sentence that seats make in it."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield code, sentence(delegation, seats)


class SentenceMixin:
    """Shows the sentence that a composition's seats make, in each language, and their sum."""

    @admin.display(description=_("the sentence that the seats make"))
    def sentences(self, composition):
        if composition.pk is None:
            return "–"
        made = sentences(composition.delegation, composition.seats.all())
        return format_html_join("", '<p lang="{}">{}</p>', made)

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


def typed_seats(data):
    """Yield the seats that the rows of a form make, without those that are not complete yet."""
    row_form = modelform_factory(Seats, fields=["chamber", "number", *per_language("described_as")])
    for name in data:
        prefix = name.removesuffix("-number")
        if prefix != name and f"{prefix}-DELETE" not in data:
            form = row_form(data, prefix=prefix)
            if form.is_valid():
                yield form.instance


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

    class Media:
        js = ["delegations/sentence.js"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("seats__chamber")

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview)
        return [path("preview/", preview, name="composition_preview"), *super().get_urls()]

    @method_decorator(require_POST)
    def preview(self, request):
        """Answer, as JSON, the sentences that a form's seats would make; nothing is saved."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = modelform_factory(Composition, fields=["delegation"])(request.POST)
        if not form.is_valid():
            return JsonResponse({}, status=400)
        seats = sorted(typed_seats(request.POST), key=attrgetter("chamber.order", "chamber.slug"))
        return JsonResponse(dict(sentences(form.instance.delegation, seats)))


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
