from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import DataError, IntegrityError, transaction
from modeltranslation.management.commands import loaddata

from assembly.core.constraints import LOADING_CHECKS, LOADING_KEEPS, broken_rule
from assembly.newsroom.keys import HighestKeys
from assembly.newsroom.models import Action, Version
from assembly.newsroom.staff_edits import StaffEdits
from assembly.newsroom.working_copies import Work
from assembly.publishing.addressed import addressed_models
from assembly.publishing.publication import Publication
from assembly.publishing.slugs import pages_at_others_slugs
from assembly.publishing.versioned import versioned_models

# What staff decide about the publication of a page.
DECISIONS = [Action.SCHEDULED, Action.PUBLISHED, Action.WITHDRAWN]


class Command(loaddata.Command):
    """Loads fixtures, and saves what they changed as versions."""

    @transaction.atomic
    def handle(self, *fixtures, **options):
        self.named = HighestKeys()
        self.staff_edits = StaffEdits()
        self.save_versions(Action.FOUND)
        before = self.misplaced()
        super().handle(*fixtures, **options)
        for loaded in self.objs_with_deferred_fields:
            loaded.object.named_later = set()
            self.check_record(loaded.object)
        self.save_versions(Action.LOADED)
        if taken := self.misplaced() - before:
            labels = ", ".join(sorted(f"{page._meta.label_lower}/{page.slug}" for page in taken))
            raise CommandError(
                f"Nothing was loaded: these addresses lead to other pages already: {labels}. "
                "Give these records other slugs in the content file, or take them out of it."
            )

    def save_obj(self, obj):
        """Save a loaded record, or raise an error that says which one was refused and why.

        What staff edited, and decided about the publication of a page, stays, and is said.
        """
        if kept := keep_decision(obj.object):
            page = obj.object
            self.stdout.write(f"{page._meta.label_lower}/{page.slug}: kept as it was: {kept}.")
        if edited := self.staff_edits.keep(obj):
            row = f"{obj.object._meta.label_lower}/{'/'.join(map(str, obj.object.natural_key()))}"
            self.stdout.write(f"{row}: kept as staff edited it: {', '.join(edited)}.")
        # References to records further down the file: checks see them as empty so far.
        obj.object.named_later = {field.name for field in obj.deferred_fields or ()}
        try:
            for keep in LOADING_KEEPS:
                keep(obj.object)
            self.check_record(obj.object)
            saved = super().save_obj(obj)
        except ValidationError as error:
            raise refusal(obj.object, " ".join(error.messages)) from error
        except (IntegrityError, DataError) as error:
            said = missing_value(obj) or broken_rule([type(obj.object)], error)
            raise refusal(obj.object, said or str(error)) from error
        if saved:
            self.named.note_content(obj.object)
        return saved

    def check_record(self, record):
        """Raise the error that names a record if it breaks a rule that is no constraint."""
        try:
            for check in LOADING_CHECKS:
                check(record)
        except ValidationError as error:
            raise refusal(record, " ".join(error.messages)) from error

    def reset_sequences(self, connection, models):
        """Reserve the keys that loaded versions, links and addresses refer to."""
        super().reset_sequences(connection, models)
        self.named.note_records(models)
        self.named.reserve()

    def save_versions(self, action):
        """Save a version of each record that differs from its last version."""
        for model in versioned_models():
            for record in model._base_manager.all():
                Work(record).record_outside_changes(action)

    def misplaced(self):
        """Return the pages at former addresses of others."""
        return {page for model in addressed_models() for page in pages_at_others_slugs(model)}


def keep_decision(record):
    """Give a loaded page the state of publication that staff decided; return it if it differs.

    A content file knows neither of an approval nor of a withdrawal since it was written.
    """
    if not isinstance(record, Publication) or record.pk is None:
        return ""
    present = type(record)._base_manager.filter(pk=record.pk).first()
    decided = Version.objects.of(record).filter(action__in=DECISIONS).exclude(made_by=None)
    if present is None or not decided.exists():
        return ""
    differs = (present.status, present.published_at) != (record.status, record.published_at)
    for name in record.workflow_fields:
        setattr(record, name, getattr(present, name))
    return present.status if differs else ""


def refusal(record, reason):
    """Return the error that says which record of a fixture was refused, and why.

    It makes no query, as the transaction may be broken.
    """
    names = [field.name for field in record._meta.concrete_fields if not field.is_relation]
    filled = [str(value) for name in names if (value := getattr(record, name))]
    texts = ", ".join(filled)[:100]
    return CommandError(f"{record._meta.label} ({texts}…) was not loaded: {reason}")


def missing_value(loaded):
    """Return a message about a required field without a value, or None."""
    named = loaded.deferred_fields or {}
    for field in loaded.object._meta.concrete_fields:
        required = not (field.null or field.primary_key)
        if required and getattr(loaded.object, field.attname) is None:
            if field in named:
                return f"{field.name}: {unknown(field, named[field])}"
            return f"{field.name}: {field.error_messages['null']}"
    return None


def unknown(field, key):
    """Return a message about the natural key of a record that a required field refers to."""
    label, key = field.related_model._meta.label, "/".join(map(str, key))
    return (
        f"there is no {label} “{key}”. Correct the reference, or put that record before this one "
        "in the content file."
    )
