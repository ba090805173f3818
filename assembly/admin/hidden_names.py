"""Lists of records for users who may not see all of them: a number stands for the hidden names."""

from django.utils.translation import ngettext

from assembly.core.permissions import may_view


def may_name(user, record):
    """Return whether a user may read the name of a record, which often names what it belongs to."""
    root = getattr(record, "root", record)
    return may_view(user, record) and may_view(user, root)


def split_by_view(user, records):
    """Return the records that a user may see, and a sentence about the others; "" if none."""
    shown = [record for record in records if may_name(user, record)]
    hidden = len(records) - len(shown)
    said = ngettext(
        "%d record that you do not have permission to view",
        "%d records that you do not have permission to view",
        hidden,
    )
    return shown, said % hidden if hidden else ""
