from django.db import migrations

from assembly.core.stored_texts import clean_stored_texts

NAMES = ['Topic', 'Article', 'Attachment']


def clean(apps, _schema_editor):
    clean_stored_texts(apps, 'news', NAMES)


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0003_pinned'),
    ]

    operations = [
        migrations.RunPython(clean, migrations.RunPython.noop),
    ]
