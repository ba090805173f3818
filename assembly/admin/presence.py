"""Shows who else is editing a record."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assembly.newsroom.presence import Presence


def other_editors(user, record):
    """Return who else has a record open, as dictionaries of `name`, `since` and `text`."""
    found = []
    for presence in Presence.objects.others(user, record):
        words = {
            "name": presence.name,
            "since": date_format(timezone.localtime(presence.since), "TIME_FORMAT"),
        }
        said = _("%(name)s has also been editing this page since %(since)s.") % words
        found.append({**words, "text": said})
    return found


class PresenceMixin:
    """Shows on a form who else has it open; its script reports that this user has."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.presence)
        name = f"{self.opts.app_label}_{self.opts.model_name}_presence"
        return [path("<path:object_id>/presence/", view, name=name), *super().get_urls()]

    @method_decorator(require_POST)
    def presence(self, request, object_id):
        """Record that a user has a record open, or with `leave` has closed it.

        A row counts as the record that it belongs to.

        JSON: `others`, a list of who else has it open: `name`, `since` and `text`.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied
        record = self.root_of(object_id)
        if record is None:
            raise Http404
        if "leave" in request.POST:
            Presence.objects.leave(request.user, record)
            return JsonResponse({})
        Presence.objects.enter(request.user, record)
        return JsonResponse({"others": other_editors(request.user, record)})

    def render_change_form(self, request, context, obj=None, **kwargs):
        if obj and obj.pk:
            context["others"] = other_editors(request.user, obj.root)
            if self.has_change_permission(request, obj):
                name = f"{self.opts.app_label}_{self.opts.model_name}_presence"
                context["presence_address"] = reverse(f"admin:{name}", args=[obj.pk])
        return super().render_change_form(request, context, obj=obj, **kwargs)
