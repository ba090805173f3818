from django.db import migrations, models

from assembly.core.permission_migrations import grant_publishing

FACTS = [
    "appointment",
    "composition",
    "formerchamber",
    "formerparliament",
    "formerparticipation",
]


class Migration(migrations.Migration):

    dependencies = [
        ("assembly", "0012_image_review"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("delegations", "0008_visible_texts"),
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
        *[
            migrations.AddField(
                model_name=name,
                name="announced",
                field=models.BooleanField(
                    default=False,
                    help_text=(
                        "Tick this if the source stated it before the first day: readers see "
                        "“Announced on”."
                    ),
                    verbose_name="announced in advance",
                ),
            )
            for name in FACTS
        ],
    ]
