from collections import defaultdict

from django.contrib.admin import SimpleListFilter
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.core.permissions import may_view

from ..models import Participation, ParticipationKind
from ..timeline import on_day


class ParticipationFilter(SimpleListFilter):
    """Filters delegations by how they take part in the assembly today, as far as is known."""

    title = _("participation")
    parameter_name = "participation"
    column = "pk"  # of the listed records, with the key of a delegation

    def lookups(self, request, model_admin):
        if not may_view(request.user, ParticipationKind):
            return []
        return [(kind.slug, str(kind)) for kind in ParticipationKind.objects.all()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(**{f"{self.column}__in": taking_part_as(self.value())})


class DelegationParticipationFilter(ParticipationFilter):
    """Filters the facts of delegations in the same way."""

    title = _("participation of the delegation")
    column = "delegation_id"


def taking_part_as(slug):
    """Return the keys of the delegations that may take part as a kind today."""
    states = defaultdict(list)
    for state in Participation.objects.select_related("kind"):
        states[state.delegation_id].append(state)
    today = timezone.localdate()
    return [
        pk
        for pk, found in states.items()
        if any(state.kind.slug == slug for state in on_day(found, today).states)
    ]
