"""The admin of the staff's accounts, and the admin's own name."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..models import User
from .filters import ListMixin
from .keys import KeysMixin
from .widgets import LabelledSplitDateTime

admin.site.site_title = settings.ASSEMBLY_SHORT_NAME
admin.site.site_header = settings.ASSEMBLY_NAME
admin.site.index_title = _("What would you like to edit?")
admin.site.unregister(Group)


@admin.register(User)
class StaffAdmin(KeysMixin, ListMixin, UserAdmin):
    filter_horizontal = ()  # plain lists, which screen readers know
    formfield_overrides = {models.DateTimeField: {"widget": LabelledSplitDateTime}}


@admin.register(Group)
class StaffGroupAdmin(KeysMixin, ListMixin, GroupAdmin):
    filter_horizontal = ()
