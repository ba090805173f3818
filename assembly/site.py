"""The admin site: the editor's day first, and the tools of the whole newsroom."""

from django.contrib import admin
from django.urls import path


class AssemblyAdminSite(admin.AdminSite):
    def get_urls(self):
        # The views use the models, which the site is made before.
        from .admin.ahead import ahead, ahead_page
        from .admin.bin import bin_view, recover_view, undo_view

        view = self.admin_view
        return [
            path("bin/", view(bin_view), name="bin"),
            path("bin/<int:pk>/", view(recover_view), name="recover"),
            path("undo/<uuid:batch>/", view(undo_view), name="undo"),
            path("ahead/", view(ahead), name="ahead"),
            path("ahead/<str:moment>/<path:address>", view(ahead_page), name="ahead_page"),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        from .desk import desk

        return super().index(request, {"desk": desk(request.user), **(extra_context or {})})
