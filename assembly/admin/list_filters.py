"""List filters, and lists that report invalid filters."""

from django.contrib import messages
from django.contrib.admin import RelatedFieldListFilter, SimpleListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.db import DataError, OperationalError
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from assembly.core.bounded_counts import BoundedPaginator
from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES, written_in
from assembly.core.permissions import may_view
from assembly.newsroom.queues import in_queue, queues_of
from assembly.publishing.publication import Literal

from .list_search import ListSearchMixin
from .long_lists import MOST_SELECTED, LongChangeList


class ListMixin(ListSearchMixin):
    """Lists that stay quick, and report a filter value that the database cannot process."""

    paginator = BoundedPaginator
    show_full_result_count = False  # as Django counts it; `LongChangeList` does

    def get_changelist(self, request, **kwargs):
        return LongChangeList

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except (OverflowError, ValueError, DataError, OperationalError):
            if not request.GET:
                raise
            messages.error(request, _("This filter is not valid, so it was not applied."))
            return redirect(request.path)

    def get_list_filter(self, request):
        """Leave out filters that would list the names of records that the user may not view."""
        return [
            self.filter_of(item)
            for item in super().get_list_filter(request)
            if not isinstance(item, str) or self.may_list(request.user, item)
        ]

    def may_list(self, user, name):
        related = [field.related_model for field in get_fields_from_path(self.model, name)]
        return all(may_view(user, model) for model in related if model)

    def filter_of(self, item):
        is_many = isinstance(item, str) and get_fields_from_path(self.model, item)[-1].many_to_many
        return (item, ManyFilter) if is_many else item

    def response_action(self, request, queryset):
        """Refuse to change more records at once than can be done while somebody waits."""
        across = request.POST.get("select_across", "0") != "0"
        keys = queryset.order_by().values("pk")
        if across and len(keys[: MOST_SELECTED + 1]) > MOST_SELECTED:
            text = _("Choose at most %d records at a time: filter or search for them.")
            messages.error(request, text % MOST_SELECTED)
            return None
        return super().response_action(request, queryset)


class ManyFilter(RelatedFieldListFilter):
    """Filters by a many-to-many relation, and finds each record once."""

    def queryset(self, request, queryset):
        if not self.used_parameters:
            return queryset
        found = super().queryset(request, queryset.model._base_manager.all())  # refuses non-keys
        if set(self.used_parameters) != {self.lookup_kwarg}:
            return queryset.filter(pk__in=found.values("pk"))
        # The table of the relation alone, which is quicker than one joined with the records.
        related = f"{self.field.m2m_reverse_field_name()}__exact"
        values = self.used_parameters[self.lookup_kwarg]
        chosen = Q(*((related, value) for value in values), _connector=Q.OR)
        rows = self.field.remote_field.through._base_manager.filter(chosen)
        return queryset.filter(pk__in=rows.values(self.field.m2m_field_name()))


class QueueFilter(SimpleListFilter):
    title = _("status")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return list(queues_of(model_admin.model).items())

    def queryset(self, request, queryset):
        queue = self.value()
        known = queue in queues_of(queryset.model)
        return in_queue(queryset, queue, request.user) if known else queryset


class LanguageFilter(SimpleListFilter):
    title = _("languages")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        for code in LANGUAGES:
            yield f"written-{code}", _("written in: %s") % language_name(code)
            yield f"missing-{code}", _("not written in: %s") % language_name(code)

    def queryset(self, request, queryset):
        state, _dash, code = (self.value() or "").partition("-")
        if code not in LANGUAGES:
            return queryset
        there = written_in(queryset.model.text_fields, code, Literal(""))
        return queryset.filter(there if state == "written" else ~there)
