"""The admin site: the dashboard, and the tools that belong to no single model."""

from django.conf import settings
from django.contrib import admin
from django.urls import path


class AssemblyAdminSite(admin.AdminSite):
    @property
    def site_title(self):
        return settings.ASSEMBLY_SHORT_NAME

    @property
    def site_header(self):
        return settings.ASSEMBLY_NAME

    def get_urls(self):
        # The views import models, which are not loaded when the site is created.
        from assembly.admin.bin import bin_view, recover_view, undo_view
        from assembly.admin.broken_links import broken_links_view
        from assembly.admin.preview_date import preview_date_page, preview_date_view
        from assembly.admin.view_on_site import view_on_site

        view = self.admin_view
        return [
            path("bin/", view(bin_view), name="bin"),
            path("bin/<int:pk>/", view(recover_view), name="recover"),
            path("undo/<uuid:batch>/", view(undo_view), name="undo"),
            path("links/", view(broken_links_view), name="broken_links"),
            path("ahead/", view(preview_date_view), name="preview_date"),
            path(
                "ahead/<str:moment>/<path:address>",
                view(preview_date_page),
                name="preview_date_page",
            ),
            # Before Django's own, which would tell all staff the address of a draft.
            path(
                "r/<path:content_type_id>/<path:object_id>/",
                view(view_on_site),
                name="view_on_site",
            ),
            *super().get_urls(),
        ]

    def i18n_javascript(self, request, extra_context=None):
        from assembly.admin.script_translations import ScriptCatalog

        return ScriptCatalog.as_view()(request)

    def index(self, request, extra_context=None):
        from assembly.newsroom.dashboard import dashboard_tasks

        return super().index(
            request, {"dashboard": dashboard_tasks(request.user), **(extra_context or {})}
        )
