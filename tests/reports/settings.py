"""The site's settings with one more app."""

from assembly.settings import *  # noqa: F403
from assembly.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.reports"]
MIGRATION_MODULES = {"reports": "report_migrations"}
