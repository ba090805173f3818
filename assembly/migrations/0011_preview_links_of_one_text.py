from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assembly', '0010_submissions'),
    ]

    operations = [
        migrations.AddField(
            model_name='previewlink',
            name='copy_key',
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
    ]
