from django.conf import settings
from modeltranslation.translator import TranslationOptions, register

from .models import Article, Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = tuple(code for code, name in settings.LANGUAGES)


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ("title", "summary", "dateline", "body")
