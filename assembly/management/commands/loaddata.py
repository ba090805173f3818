from django.db import transaction
from modeltranslation.management.commands import loaddata

from assembly.newsroom.models import Action, Version
from assembly.newsroom.snapshots import row_key, snapshot, with_new_columns
from assembly.newsroom.working_copies import Work
from assembly.publishing.slugs import keep_former_slug
from assembly.publishing.versioned import versioned_models


class Command(loaddata.Command):
    """Loads content files, and keeps what they changed as entries of the history."""

    @transaction.atomic
    def handle(self, *fixtures, **options):
        self.keep(Action.FOUND)
        super().handle(*fixtures, **options)
        self.keep(Action.LOADED)

    def keep(self, action):
        """Keep the state of each record whose newest kept state is another."""
        for model in versioned_models():
            for record in model._base_manager.all():
                newest = Version.objects.of(record).public().first()
                content = snapshot(record)
                if newest and with_new_columns(newest.content) == content:
                    continue
                work = Work(record)
                before = newest and newest.content[row_key(record)].get("slug")
                if before:
                    keep_former_slug(record, before)
                work.save_revision(action, content=content, of_copy=False)
