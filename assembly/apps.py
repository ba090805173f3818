from django.apps import AppConfig
from django.contrib.admin import apps
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    default = True
    name = "assembly"
    verbose_name = _("Images and staff")

    def ready(self):
        from . import sqlite  # noqa: F401  (connects its signal)


class AdminConfig(apps.AdminConfig):
    default = False
    default_site = "assembly.site.AssemblyAdminSite"
