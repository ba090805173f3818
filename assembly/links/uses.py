"""Keeps the table of external addresses in the texts of records.

Saving or deleting a record with the ORM updates its rows. Bulk writes, SQL and migrations do not,
so the whole table is rebuilt after migrations and by each `check_links`.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_delete, post_save
from modeltranslation.fields import TranslationField

from assembly.core.addresses import complete_address
from assembly.core.fields import RichTextField, WebAddressField
from assembly.text.outline import read_html

from .models import LinkUse

BATCH = 500  # records read and locked at a time


def linking_models():
    """Return the models with fields that may contain addresses."""
    return [model for model in apps.get_models() if not model._meta.proxy and _fields(model)]


def _fields(model):
    """Return a model's fields that may contain addresses; for translated ones, each language's.

    A field of lists in which addresses stand has a method `addresses`.
    """
    kinds = RichTextField | WebAddressField
    fields = [f for f in model._meta.local_fields if isinstance(f, kinds) or _lists(f)]
    translated = {f.translated_field for f in fields if isinstance(f, TranslationField)}
    return [field for field in fields if field not in translated]


def _lists(field):
    return hasattr(field, "addresses")


def follow_saves():
    """Update the table whenever a record of such a model is saved or deleted."""
    for model in linking_models():
        post_save.connect(_record_saved, sender=model, dispatch_uid="link uses")
        post_delete.connect(_record_deleted, sender=model, dispatch_uid="link uses")


def _record_saved(sender, instance, **kwargs):
    with transaction.atomic(savepoint=False):
        # If two people save a record, the second waits here and reads the final text.
        record = sender._base_manager.select_for_update(no_key=True).filter(pk=instance.pk)
        _update_uses(sender, record)


def _record_deleted(sender, instance, **kwargs):
    kind = ContentType.objects.get_for_model(sender)
    LinkUse.objects.filter(content_type=kind, object_id=instance.pk).delete()


def rebuild_link_uses():
    """Rebuild the table from the texts of all records."""
    kinds = ContentType.objects.get_for_models(*linking_models())
    LinkUse.objects.exclude(content_type__in=kinds.values()).delete()
    for model, kind in kinds.items():
        uses = LinkUse.objects.filter(content_type=kind)
        uses.exclude(object_id__in=model._base_manager.values("pk")).delete()
        last = 0
        while last is not None:
            last = _rebuild_batch(model, last)


@transaction.atomic
def _rebuild_batch(model, after):
    """Update the uses of the next batch; return its last key, or None at the end."""
    records = model._base_manager.filter(pk__gt=after).order_by("pk")
    last = list(records.values_list("pk", flat=True)[:BATCH])[-1:]
    if not last:
        return None
    # A locked record is being saved, which updates its uses; waiting could cause a deadlock.
    free = model._base_manager.select_for_update(no_key=True, skip_locked=True)
    _update_uses(model, free.filter(pk__gt=after, pk__lte=last[0]))
    return last[0]


def _update_uses(model, records):
    """Update the uses of these records."""
    fields = _fields(model)
    held = {
        pk: {url for one, value in zip(fields, values, strict=True) for url in _urls(one, value)}
        for pk, *values in records.values_list("pk", *[field.name for field in fields])
    }
    kind = ContentType.objects.get_for_model(model)
    present = LinkUse.objects.filter(content_type=kind, object_id__in=held)
    known, gone = set(), []
    for use in present:
        known.add((use.object_id, use.url))
        if use.url not in held[use.object_id]:
            gone.append(use.pk)
    if gone:
        LinkUse.objects.filter(pk__in=gone).delete()
    wanted = {(pk, url) for pk, urls in held.items() for url in urls}
    LinkUse.objects.bulk_create(
        LinkUse(content_type=kind, object_id=pk, url=url) for pk, url in sorted(wanted - known)
    )


def _urls(field, value):
    """Return the addresses in a field's value, as `LinkUse` keeps them.

    They are those of other websites, and those that lead nowhere, which checks report.
    """
    if not value:
        return []
    if _lists(field):
        found = field.addresses(value)
    elif isinstance(field, RichTextField):
        found = [link.address for link in read_html(value)[1]]
    else:
        found = [value]
    whole = [complete_address(url) or url for url in found if url]
    outside = ("http://", "https://")
    urls = [url for url in whole if url.lower().startswith(outside) or not complete_address(url)]
    return [url[: LinkUse.LONGEST] for url in urls]


def rebuild_after_migrations(using, plan=(), **kwargs):
    """Rebuild the table after migrations, which bypass the models."""
    if not plan:
        return
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        rebuild_link_uses()
