from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assembly', '0008_notes_and_failed_publishing'),
    ]

    operations = [
        migrations.AddField(
            model_name='previewlink',
            name='copy_key',
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
    ]
