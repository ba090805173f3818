"""The admin site: the editor's day first, and the tools of the whole newsroom."""

from django.contrib import admin
from django.urls import path


class AssemblyAdminSite(admin.AdminSite):
    def get_urls(self):
        # The views use the models, which the site is made before.
        from .admin.bin import bin_view, recover_view, undo_view
        from .admin.broken_links import links_view
        from .admin.look_ahead import ahead, ahead_page
        from .admin.view_on_site import view_on_site

        view = self.admin_view
        return [
            path("bin/", view(bin_view), name="bin"),
            path("bin/<int:pk>/", view(recover_view), name="recover"),
            path("undo/<uuid:batch>/", view(undo_view), name="undo"),
            path("links/", view(links_view), name="links"),
            path("ahead/", view(ahead), name="ahead"),
            path("ahead/<str:moment>/<path:address>", view(ahead_page), name="ahead_page"),
            # Before Django's own, which tells the address of a draft to all of the staff.
            path(
                "r/<path:content_type_id>/<path:object_id>/",
                view(view_on_site),
                name="view_on_site",
            ),
            *super().get_urls(),
        ]

    def i18n_javascript(self, request, extra_context=None):
        from .admin.script_translations import Catalogue

        return Catalogue.as_view()(request)

    def index(self, request, extra_context=None):
        from .newsroom.dashboard import desk

        return super().index(request, {"desk": desk(request.user), **(extra_context or {})})
