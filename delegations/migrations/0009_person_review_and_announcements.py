from django.db import migrations

from assembly.core.permission_migrations import grant_publishing


class Migration(migrations.Migration):

    dependencies = [
        ("assembly", "0008_notes_and_failed_publishing"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("delegations", "0006_notes_of_former_states"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="person",
            options={
                "default_permissions": ("add", "change", "delete", "view", "publish"),
                "ordering": ["sort_name", "slug"],
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
        grant_publishing("delegations.person", to_those_who="publish_delegation"),
    ]
