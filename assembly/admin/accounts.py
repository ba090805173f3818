"""The admin of accounts and groups, and the admin site's titles."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, Permission
from django.template.defaultfilters import yesno
from django.utils.translation import gettext_lazy as _

from .list_filters import ListMixin
from .record_choices import RecordChoicesMixin, RecordsField
from .refusals import RefusalMixin
from .whole_texts import WholeTextsMixin
from .widgets import DATE_WIDGETS

admin.site.index_title = _("What would you like to edit?")
admin.site.unregister(Group)

PERMISSION_LABELS = {
    "add": _("can add"),
    "change": _("can change"),
    "delete": _("can delete"),
    "view": _("can view"),
    "publish": _("can publish"),
}


class PermissionsField(RecordsField):
    """Shows permissions in the active language; Django stores their names in English."""

    def label_from_instance(self, permission):
        action, _underscore, _model = permission.codename.partition("_")
        return f"{permission.content_type} | {PERMISSION_LABELS.get(action, permission.name)}"


class AccountsMixin(RefusalMixin, WholeTextsMixin):
    """What the admins of accounts and groups share."""

    filter_horizontal = ()  # plain lists, for screen readers

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.related_model is Permission:
            kwargs["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_deleted_objects(self, objs, request):
        """Return what is deleted, without the rows of many-to-many relations."""
        _rows, _counts, lacking, protected = super().get_deleted_objects(objs, request)
        return list(map(str, objs)), {self.opts.verbose_name_plural: len(objs)}, lacking, protected


@admin.register(get_user_model())
class StaffAdmin(AccountsMixin, RecordChoicesMixin, ListMixin, UserAdmin):
    formfield_overrides = DATE_WIDGETS
    add_form = UserCreationForm  # requires a password, unlike Django's own form
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2"]})]
    list_display = ["username", "email", "first_name", "last_name", "on_staff"]

    @admin.display(description=_("staff status"), ordering="is_staff")
    def on_staff(self, user):
        return yesno(user.is_staff)


@admin.register(Group)
class StaffGroupAdmin(AccountsMixin, RecordChoicesMixin, ListMixin, GroupAdmin):
    pass
