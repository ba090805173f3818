"""The filters of lists of publications."""

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from ..languages import written
from ..stages import STAGES, in_stage


class StageFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return list(STAGES.items())

    def queryset(self, request, queryset):
        stage = self.value()
        return in_stage(queryset, stage, request.user) if stage in STAGES else queryset


class LanguageFilter(SimpleListFilter):
    title = _("languages")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        for code, name in settings.LANGUAGES:
            yield f"written-{code}", _("written in: %s") % name
            yield f"missing-{code}", _("not written in: %s") % name

    def queryset(self, request, queryset):
        state, _dash, code = (self.value() or "").partition("-")
        if code not in dict(settings.LANGUAGES):
            return queryset
        there = written(queryset.model.text_fields, code)
        return queryset.filter(there if state == "written" else ~there)
