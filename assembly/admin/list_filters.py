"""List filters, and lists that report invalid filters."""

from django.contrib import messages
from django.contrib.admin import SimpleListFilter
from django.db import DataError, OperationalError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES, written_in
from assembly.core.permissions import may_view
from assembly.newsroom.queues import in_queue, queues_of

from .list_search import ListSearchMixin


class ListMixin(ListSearchMixin):
    """Reports a filter value that the database cannot process."""

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
            item
            for item in super().get_list_filter(request)
            if not isinstance(item, str) or self.may_list(request.user, item)
        ]

    def may_list(self, user, name):
        related = self.opts.get_field(name).related_model
        return related is None or may_view(user, related)


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
        there = written_in(queryset.model.text_fields, code)
        return queryset.filter(there if state == "written" else ~there)
