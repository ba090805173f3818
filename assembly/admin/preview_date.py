"""Previews of the whole site on a future date."""

from datetime import datetime

from django import forms
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import Resolver404, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assembly.core.permissions import may
from assembly.newsroom.previews import render_site_as_of
from assembly.publishing.publication import Publication
from assembly.publishing.status import EARLIEST_MOMENT, LATEST_MOMENT, NOT_BETWEEN
from assembly.publishing.versioned import versioned_models

from .widgets import MOMENT_ERRORS, LabelledSplitDateTime


def _this_minute():
    return timezone.now().replace(second=0, microsecond=0)


class MomentForm(forms.Form):
    moment = forms.SplitDateTimeField(
        label=_("Date and time"),
        widget=LabelledSplitDateTime,
        error_messages=MOMENT_ERRORS,
        initial=_this_minute,
    )

    def clean_moment(self):
        moment = self.cleaned_data["moment"]
        if not EARLIEST_MOMENT <= moment <= LATEST_MOMENT:
            raise forms.ValidationError(NOT_BETWEEN)
        return moment


def _require_view_permissions(user):
    """Refuse users who may not see all publications, as everything scheduled is shown."""
    for model in versioned_models():
        if issubclass(model, Publication) and not may(user, "view", model):
            raise PermissionDenied


def preview_date_view(request):
    """Ask for the date, and redirect to the home page as of then."""
    _require_view_permissions(request.user)
    form = MomentForm(request.GET if "moment_0" in request.GET else None)
    if form.is_valid():
        moment = timezone.localtime(form.cleaned_data["moment"]).strftime("%Y-%m-%dT%H:%M")
        return redirect("admin:preview_date_page", moment=moment, address=f"{get_language()}/")
    context = {**site.each_context(request), "title": _("Preview a date"), "form": form}
    return render(request, "admin/preview_date.html", context)


def preview_date_page(request, moment, address):
    """Show a public page as of a date, with everything scheduled by then."""
    _require_view_permissions(request.user)
    try:
        when = timezone.make_aware(datetime.fromisoformat(moment))
        if not EARLIEST_MOMENT <= when <= LATEST_MOMENT:
            raise ValueError
        prefix = reverse("admin:preview_date_page", args=[moment, "-"]).removesuffix("-")
        return render_site_as_of(request, when, f"/{address}", prefix)
    except (ValueError, Resolver404):
        raise Http404 from None
