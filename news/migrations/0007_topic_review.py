from django.db import migrations

from assembly.core.permission_migrations import grant_publishing


class Migration(migrations.Migration):

    dependencies = [
        ("assembly", "0012_image_review"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("news", "0005_visible_texts"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="topic",
            options={
                "default_permissions": ("add", "change", "delete", "view", "publish"),
                "ordering": ["name", "slug"],
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
            },
        ),
        grant_publishing("news.topic", to_those_who="publish_article"),
    ]
