"""Fields that choose records, and refuse invalid keys with a message."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.forms import ModelMultipleChoiceField

from assembly.core.keys import is_key


class KeysOnly:
    """Redisplays only valid keys; Django's own widget would query for anything that was sent."""

    def optgroups(self, name, value, attr=None):
        keys = [one for one in value if not one or is_key(str(one))]
        return super().optgroups(name, keys, attr)


class RecordSelect(KeysOnly, AutocompleteSelect):
    pass


class RecordSelectMultiple(KeysOnly, AutocompleteSelectMultiple):
    pass


class RecordsField(ModelMultipleChoiceField):
    """A choice of records that refuses keys too long for the database."""

    def clean(self, value):
        for one in value or []:
            if not is_key(str(one)):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": one})
        return super().clean(value)


class RecordChoicesMixin:
    """Adds these fields to an admin or inline."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RecordSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", RecordsField)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RecordSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
