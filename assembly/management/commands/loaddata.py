from django.core.management import CommandError
from django.db import transaction
from modeltranslation.management.commands import loaddata

from assembly.newsroom.models import Action
from assembly.newsroom.working_copies import Work
from assembly.publishing.addressed import addressed_models
from assembly.publishing.slugs import pages_at_others_slugs
from assembly.publishing.versioned import versioned_models


class Command(loaddata.Command):
    """Loads content files, and keeps what they changed as entries of the history."""

    @transaction.atomic
    def handle(self, *fixtures, **options):
        self.keep(Action.FOUND)
        before = self.misplaced()
        super().handle(*fixtures, **options)
        self.keep(Action.LOADED)
        if taken := self.misplaced() - before:
            labels = ", ".join(sorted(f"{page._meta.label_lower}/{page.slug}" for page in taken))
            raise CommandError(
                f"Nothing was loaded: these addresses lead to other pages already: {labels}. "
                "Give these records other slugs in the content file, or take them out of it."
            )

    def keep(self, action):
        """Keep the state of each record whose newest kept state is another."""
        for model in versioned_models():
            for record in model._base_manager.all():
                Work(record).record_outside_changes(action)

    def misplaced(self):
        """Return the pages at addresses that others had before."""
        return {page for model in addressed_models() for page in pages_at_others_slugs(model)}
