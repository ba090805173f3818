"""Previews of drafts, for staff and by preview link."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from assembly.newsroom.models import PreviewLink
from assembly.newsroom.previews import PREVIEW_LINK_DAYS, preview_link_expiry, render_preview
from assembly.newsroom.working_copies import Work

from .editing import admin_url


class PreviewMixin:
    """Adds previews to the admin of a record with a page."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/<str:code>/", view(self.preview), name=f"{name}_preview"),
            *super().get_urls(),
        ]

    def preview(self, request, pk, code):
        """Show the page in a language, as the public would see it."""
        if code not in dict(settings.LANGUAGES):
            raise Http404
        record = self.record(request, pk, self.has_view_permission)
        try:
            return render_preview(request, Work(record), code)
        except (IntegrityError, ValidationError):  # the form will report the conflict
            return redirect(admin_url(record, "change"))
        except Http404:  # such as the page of a topic without articles
            messages.warning(request, _("Readers have no page about this in that language yet."))
            return redirect(admin_url(record, "change"))


class PreviewLinksMixin(PreviewMixin):
    """Adds previews and preview links to the admin of a publication."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/links/", view(self.new_link), name=f"{name}_new_link"),
            path("<int:pk>/links/<int:link>/", view(self.revoke_link), name=f"{name}_revoke_link"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def new_link(self, request, pk):
        """Create a preview link."""
        record = self.record(request, pk, self.has_change_permission)
        with transaction.atomic():
            work = Work(record).lock()
            PreviewLink.objects.create(
                content_type=work.kind,
                object_id=record.pk,
                copy_key=work.copy and work.copy.pk,
                made_by=request.user,
                expires_at=preview_link_expiry(),
            )
        said = ngettext(
            "The link is ready: see “Preview links” below. It is valid for %d day.",
            "The link is ready: see “Preview links” below. It is valid for %d days.",
            PREVIEW_LINK_DAYS,
        )
        messages.success(request, said % PREVIEW_LINK_DAYS)
        return redirect(admin_url(record, "change"))

    @method_decorator(require_POST)
    def revoke_link(self, request, pk, link):
        """Revoke a preview link."""
        record = self.record(request, pk, self.has_change_permission)
        links = PreviewLink.objects.of(record).filter(pk=link, revoked_at=None)
        if not links.update(revoked_at=timezone.now()):
            raise Http404
        messages.success(request, _("The link has been revoked."))
        return redirect(admin_url(record, "change"))
