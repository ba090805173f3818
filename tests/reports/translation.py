from modeltranslation.translator import TranslationOptions, register

from assembly.publishing.publication import TRANSLATED_FIELDS

from .models import Report


@register(Report)
class ReportTranslation(TranslationOptions):
    fields = ("title", "summary", "body", *TRANSLATED_FIELDS)
