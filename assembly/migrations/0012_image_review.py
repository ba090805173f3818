from django.db import migrations

from assembly.core.permission_migrations import grant_publishing


class Migration(migrations.Migration):

    dependencies = [
        ("assembly", "0011_preview_links_of_one_text"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="image",
            options={
                "default_permissions": ("add", "change", "delete", "view", "publish"),
                "ordering": ["-uploaded_at", "name"],
                "verbose_name": "image",
                "verbose_name_plural": "images",
            },
        ),
        grant_publishing("assembly.image"),
    ]
