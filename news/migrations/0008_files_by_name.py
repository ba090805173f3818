from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0007_topic_review'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['file'], name='attachment_of_file'),
        ),
    ]
