from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assembly", "0003_search")]

    operations = [migrations.RenameField("version", "progress", "workflow_state")]
