"""What content files cannot take from facts: what staff recorded since the file was written."""

from .statements import cleaned, united


def keep_what_is_stored(record):
    """Give a fact from a content file also the statements that are stored.

    What only the database knows, such as when it was recorded, stays. Raises ValidationError if
    the statements in the file are invalid.
    """
    if not hasattr(record, "statements"):
        return
    record.statements = cleaned(record.statements)
    if record.pk is None:
        return
    stored = type(record)._base_manager.filter(pk=record.pk).first()
    if stored is None:
        return
    record.statements = united(record.statements, stored.statements)
    for name in getattr(record, "workflow_fields", ()):
        value = getattr(stored, name)
        if value is not None:
            setattr(record, name, value)
