from django.apps import AppConfig
from django.contrib.admin import apps
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AssemblyConfig(AppConfig):
    default = True
    name = "assembly"
    verbose_name = _("Images and staff")

    def ready(self):
        from assembly.core import folding, sqlite  # noqa: F401  (connect their signals)
        from assembly.core.triggers import create_triggers, drop_triggers
        from assembly.links.uses import follow_saves, rebuild_after_migrations
        from assembly.publishing import content_changes  # noqa: F401  (registers its triggers)
        from assembly.publishing.addressed import addressed_models
        from assembly.publishing.models import FormerSlug
        from assembly.search import triggers  # noqa: F401  (registers them)

        pages = [model._meta.label for model in addressed_models()]
        FormerSlug.natural_key.dependencies = ["contenttypes.ContentType", *pages]
        follow_saves()
        post_migrate.connect(rebuild_after_migrations, sender=self)
        pre_migrate.connect(drop_triggers, sender=self)
        post_migrate.connect(create_triggers, sender=self)


class AdminConfig(apps.AdminConfig):
    default = False
    default_site = "assembly.admin_site.AssemblyAdminSite"

    def ready(self):
        # By now modeltranslation has added each language's columns to the models.
        autodiscover_modules("registrations")
        super().ready()
