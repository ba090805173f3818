from modeltranslation.translator import TranslationOptions, register

from assembly.media.models import Image


@register(Image)
class ImageTranslation(TranslationOptions):
    fields = ("alt", "credit")
