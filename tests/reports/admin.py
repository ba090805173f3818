from django.contrib import admin

from assembly.admin import PublicationAdmin

from .models import Report


@admin.register(Report)
class ReportAdmin(PublicationAdmin):
    texts = ("title", "summary", "body")
