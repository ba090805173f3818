"""Texts of any length arrive whole: a field that is too long is refused, never cut."""


def keep_whole(field):
    """Return a form field whose input cuts nothing; it names its limit to the script that counts.

    The field itself still refuses what is too long, and says by how much.
    """
    if field is not None and (limit := field.widget.attrs.pop("maxlength", None)):
        field.widget.attrs["data-limit"] = limit
    return field


class WholeTextsMixin:
    """Does so for the fields of an admin or inline."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return keep_whole(super().formfield_for_dbfield(db_field, request, **kwargs))
