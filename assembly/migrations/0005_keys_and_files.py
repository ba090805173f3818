from django.db import migrations, models
from django.db.models import Max

from assembly.core.sequences import reserve_key
from assembly.newsroom.snapshots import highest_keys


def reserve_known_keys(apps, schema_editor):
    """Let no key be given again that only the history, copies, links and addresses still know.

    Content files that were loaded before may have set the database back to lower keys.
    """
    highest = {}
    for name in ["Version", "WorkingCopy"]:
        for row in apps.get_model("assembly", name).objects.order_by().only("content").iterator():
            for model, pk in highest_keys(row.content).items():
                highest[model] = max(pk, highest.get(model, 0))
    for model, pk in highest.items():
        reserve_key(model, pk)
    kinds = apps.get_model("contenttypes", "ContentType").objects.in_bulk()
    for name in ["Version", "WorkingCopy", "PreviewLink", "FormerSlug"]:
        rows = apps.get_model("assembly", name).objects.order_by().values_list("content_type")
        for kind, pk in rows.annotate(Max("object_id")):
            try:
                model = apps.get_model(kinds[kind].app_label, kinds[kind].model)
            except LookupError:
                continue
            reserve_key(model, pk)


def name_missing_files(apps, schema_editor):
    """Give images without a file the address of one that is not there: readers see the words."""
    images = apps.get_model("assembly", "Image").objects.filter(file="")
    images.update(file="images/missing.png", renditions=[])


class Migration(migrations.Migration):

    dependencies = [
        ('assembly', '0004_workflow_state'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.RunPython(reserve_known_keys, migrations.RunPython.noop),
        migrations.RunPython(name_missing_files, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('file', ''), _negated=True), name='image_has_a_file', violation_error_message='Choose a file for the image.'),
        ),
    ]
