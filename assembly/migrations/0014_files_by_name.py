from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assembly', '0012_image_review'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='image',
            index=models.Index(fields=['file'], name='image_of_file'),
        ),
    ]
