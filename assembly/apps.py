from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    name = "assembly"
    verbose_name = _("Images and staff")

    def ready(self):
        from . import sqlite  # noqa: F401  (connects its signal)
