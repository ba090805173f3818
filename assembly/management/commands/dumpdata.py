from django.apps import apps
from django.core.management.commands import dumpdata


class Command(dumpdata.Command):
    """Dumps records, without what is derived from them: models that say so by `derived`."""

    def handle(self, *labels, **options):
        derived = [one._meta.label for one in apps.get_models() if getattr(one, "derived", False)]
        options["exclude"] = [*options["exclude"], *derived]
        super().handle(*labels, **options)
