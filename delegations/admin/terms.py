from django.contrib import admin

from assembly.admin import QueueFilter, RecordAdmin
from assembly.core.languages import per_language

from ..models import ParticipationKind, Role, SeatKind


class TermAdmin(RecordAdmin):
    """A term of the assembly; see `models.terms`."""

    texts = ("name",)
    list_display = ["name", "slug", "order", "stage"]
    list_filter = [QueueFilter]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = [*per_language("name"), "slug"]


@admin.register(ParticipationKind)
class ParticipationKindAdmin(TermAdmin):
    details = ["slug", "order", "is_member", "has_seats"]


@admin.register(SeatKind)
class SeatKindAdmin(TermAdmin):
    details = ["slug", "order"]


@admin.register(Role)
class RoleAdmin(TermAdmin):
    details = ["slug", "order", "one_holder", "of_assembly", "expected"]
