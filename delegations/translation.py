from django.conf import settings
from modeltranslation.translator import TranslationOptions, register

from .models import Appointment, Chamber, Composition, Delegation, Person, Seats

ALL_LANGUAGES = tuple(code for code, name in settings.LANGUAGES)


@register(Delegation)
class DelegationTranslation(TranslationOptions):
    fields = ("title", "summary", "parliament", "lead_in", "participation_note")


@register(Chamber)
class ChamberTranslation(TranslationOptions):
    fields = ("name", "name_of", "website")
    required_languages = ALL_LANGUAGES


@register(Composition)
class CompositionTranslation(TranslationOptions):
    fields = ("source_title",)


@register(Seats)
class SeatsTranslation(TranslationOptions):
    fields = ("described_as",)
    required_languages = ALL_LANGUAGES


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "sort_name", "biography")
    required_languages = ALL_LANGUAGES


@register(Appointment)
class AppointmentTranslation(TranslationOptions):
    fields = ("title", "source_title")
    required_languages = ALL_LANGUAGES
