import assembly.core.partial_dates
from django.db import migrations
from modeltranslation.utils import build_localized_fieldname

from assembly.core.languages import LANGUAGES

NOTE = "A former state without an end was removed here, as no page could show it: type it again."


def keep_in_history(apps, schema_editor):
    """Move former states without an end into the history of their delegations."""
    for name in ["FormerParliament", "FormerParticipation", "FormerChamber"]:
        for row in apps.get_model("delegations", name).objects.filter(until=None):
            chamber = getattr(row, "chamber", None)
            keep(apps, chamber.delegation if chamber else row.delegation, row)
            row.delete()


def keep(apps, delegation, row):
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kind, _new = kinds.get_or_create(app_label="delegations", model="delegation")
    versions = apps.get_model("assembly", "Version").objects
    newest = versions.filter(content_type=kind, object_id=delegation.pk, of_copy=False).first()
    content = newest.content if newest else {f"delegations.delegation/{delegation.pk}": {}}
    versions.create(
        content_type=kind,
        object_id=delegation.pk,
        content={**content, f"{row._meta.label_lower}/{row.pk}": columns(row)},
        title=newest.title if newest else delegation.slug,
        action="found",
        note=NOTE,
    )


def columns(row):
    """Return what a row says, as the history keeps it: without its key, each text per language."""
    names = {field.name for field in row._meta.concrete_fields}
    kept = {}
    for field in row._meta.concrete_fields:
        translated = build_localized_fieldname(field.name, LANGUAGES[0]) in names
        if not field.primary_key and not translated:
            value = field.value_from_object(row)
            kept[field.attname] = value.isoformat() if hasattr(value, "isoformat") else value
    return kept


def until_is_required(model):
    return migrations.AlterField(
        model_name=model,
        name='until',
        field=assembly.core.partial_dates.PartialDateField(blank=False, help_text='The first day on which this was no longer the case, or just its month or year.', max_length=10, null=False, verbose_name='until'),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('assembly', '0004_workflow_state'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('delegations', '0003_also_known_as'),
    ]

    operations = [
        migrations.RunPython(keep_in_history, migrations.RunPython.noop),
        until_is_required('formerchamber'),
        until_is_required('formerparliament'),
        until_is_required('formerparticipation'),
    ]
