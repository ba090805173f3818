from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from assembly.admin import BaseAdmin, PublicationAdmin
from assembly.core.languages import per_language

from ..models import Chamber, Delegation
from ..needs_attention import CONFIRM_AFTER_DAYS, MOST_SHOWN, concerns
from .confirm import ConfirmDelegationMixin
from .inlines import (
    AppointmentInline,
    ChamberInline,
    ChamberNameInline,
    CompositionInline,
    ParliamentNameInline,
    ParticipationInline,
    WebsiteInline,
)
from .list_filters import ParticipationFilter
from .member_lists import MemberListMixin


@admin.register(Delegation)
class DelegationAdmin(MemberListMixin, ConfirmDelegationMixin, PublicationAdmin):
    texts = ("title", "summary")
    details = ["country", "order", "also_known_as"]
    list_filter = [*PublicationAdmin.list_filter, ParticipationFilter]
    search_fields = [
        *PublicationAdmin.search_fields,
        *per_language("parliament_names__parliament"),
        "country",
    ]
    inlines = [
        ParliamentNameInline,
        ParticipationInline,
        ChamberInline,
        CompositionInline,
        AppointmentInline,
    ]
    change_form_template = "admin/delegations/delegation_change_form.html"
    change_list_template = "admin/delegations/delegation_change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.needs_attention)
        return [path("care/", view, name="delegations_needs_attention"), *super().get_urls()]

    def needs_attention(self, request):
        """List what needs attention; `?days=` sets when facts need confirmation."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        given = request.GET.get("days", "")
        days = int(given) if given.isdecimal() and len(given) < 6 else CONFIRM_AFTER_DAYS
        found = concerns(days)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Needs attention"),
            "opts": self.opts,
            "concerns": found[:MOST_SHOWN],
            "is_more": len(found) > MOST_SHOWN,
            "days": days,
        }
        return render(request, "admin/delegations/needs_attention.html", context)


@admin.register(Chamber)
class ChamberAdmin(BaseAdmin):
    """A chamber with its names and websites."""

    root_fields = ("delegation",)

    details = ["delegation", "kind", "slug", "order"]
    autocomplete_fields = ["delegation"]
    list_select_related = ["delegation"]
    search_fields = [*per_language("names__name"), *per_language("delegation__title")]
    inlines = [ChamberNameInline, WebsiteInline]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("delegation")

    def has_module_permission(self, request):
        return False
