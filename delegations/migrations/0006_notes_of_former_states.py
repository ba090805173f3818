from django.db import migrations

# The sentence that 0004 writes, and the code of the note that says the same in each language.
SENTENCE = (
    "A former state without an end was removed here, as no page could show it: type it again."
)
CODE = "former_state_removed"


def translate_notes(apps, schema_editor):
    """Turn the English sentence into the system note that readers see in their own language."""
    versions = versions_of(apps, schema_editor)
    versions.filter(note=SENTENCE, note_code="").update(note="", note_code=CODE)


def type_notes(apps, schema_editor):
    versions = versions_of(apps, schema_editor)
    versions.filter(note_code=CODE).update(note=SENTENCE, note_code="")


def versions_of(apps, schema_editor):
    alias = schema_editor.connection.alias
    return apps.get_model("assembly", "Version").objects.using(alias)


class Migration(migrations.Migration):

    dependencies = [
        ("assembly", "0008_notes_and_failed_publishing"),
        ("delegations", "0005_former_slugs"),
    ]

    operations = [migrations.RunPython(translate_notes, type_notes)]
