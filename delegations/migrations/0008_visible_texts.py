from django.db import migrations

from assembly.core.stored_texts import clean_stored_texts

NAMES = ['Delegation', 'Chamber', 'Composition', 'Seats', 'Appointment', 'Person', 'FormerParliament', 'FormerParticipation', 'FormerChamber']


def clean(apps, _schema_editor):
    clean_stored_texts(apps, 'delegations', NAMES)


class Migration(migrations.Migration):

    dependencies = [
        ('delegations', '0006_notes_of_former_states'),
    ]

    operations = [
        migrations.RunPython(clean, migrations.RunPython.noop),
    ]
