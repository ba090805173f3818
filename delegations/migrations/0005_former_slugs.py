from django.db import migrations, models


def move_to_former_slugs(apps, schema_editor):
    """Let the former addresses of people be kept with those of all other pages."""
    alias = schema_editor.connection.alias
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    former_slugs = apps.get_model("assembly", "FormerSlug").objects.using(alias)
    former = apps.get_model("delegations", "FormerAddress").objects.using(alias)
    if not former.exists():
        return
    person, _new = kinds.get_or_create(app_label="delegations", model="person")
    for one in former.iterator():
        former_slugs.update_or_create(
            content_type=person, slug=one.slug, defaults={"object_id": one.person_id}
        )


def move_back(apps, schema_editor):
    alias = schema_editor.connection.alias
    people = apps.get_model("delegations", "Person").objects.using(alias)
    former_slugs = apps.get_model("assembly", "FormerSlug").objects.using(alias)
    former = apps.get_model("delegations", "FormerAddress").objects.using(alias)
    moved = former_slugs.filter(
        content_type__app_label="delegations", content_type__model="person"
    )
    for one in moved.filter(object_id__in=people.values("pk")).iterator():
        former.create(slug=one.slug, person_id=one.object_id)
    moved.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("assembly", "0004_workflow_state"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("delegations", "0004_former_states_have_an_end"),
    ]

    operations = [
        migrations.RunPython(move_to_former_slugs, move_back),
        migrations.DeleteModel("FormerAddress"),
        migrations.AlterField(
            model_name="person",
            name="slug",
            field=models.SlugField(help_text="The last part of the page's web address: Latin letters, digits and hyphens. An old address redirects to the new one.", max_length=100, unique=True, verbose_name="address"),
        ),
    ]
