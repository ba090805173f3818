"""Cleaning texts that were stored before their fields cleaned them, in migrations."""

from django.db.models import CharField, SlugField, TextField

from .plain_text import is_blank, without_controls


def clean_stored_texts(apps, app_label, names):
    """Remove what may not stand in the stored texts of an app's models, by the models' names.

    A text of invisible characters alone stays for its editor: removing it might break a rule.
    """
    for name in names:
        model = apps.get_model(app_label, name)
        fields = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField) and not isinstance(field, SlugField)
        ]
        for row in model._base_manager.values("pk", *fields).iterator():
            texts = {field: row[field] for field in fields if row[field]}
            cleaned = {field: without_controls(text) for field, text in texts.items()}
            changed = {
                field: text
                for field, text in cleaned.items()
                if text != texts[field] and not is_blank(text)
            }
            if changed:
                model._base_manager.filter(pk=row["pk"]).update(**changed)
