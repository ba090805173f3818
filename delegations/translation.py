from modeltranslation.translator import TranslationOptions, register

from assembly.core.languages import LANGUAGES
from assembly.publishing.publication import TRANSLATED_FIELDS

from .models import (
    Appointment,
    Chamber,
    Composition,
    Delegation,
    FormerChamber,
    FormerParliament,
    FormerParticipation,
    Person,
    Seats,
)


@register(Delegation)
class DelegationTranslation(TranslationOptions):
    fields = ("title", "summary", "parliament", "lead_in", "participation_note", *TRANSLATED_FIELDS)


@register(Chamber)
class ChamberTranslation(TranslationOptions):
    fields = ("name", "name_of", "website")
    required_languages = tuple(LANGUAGES)


@register(FormerChamber)
class FormerChamberTranslation(TranslationOptions):
    fields = ("name", "name_of", "source_title")
    required_languages = tuple(LANGUAGES)


@register(FormerParliament)
class FormerParliamentTranslation(TranslationOptions):
    fields = ("parliament", "lead_in", "source_title")
    required_languages = tuple(LANGUAGES)


@register(FormerParticipation)
class FormerParticipationTranslation(TranslationOptions):
    fields = ("participation_note", "source_title")


@register(Composition)
class CompositionTranslation(TranslationOptions):
    fields = ("source_title",)


@register(Seats)
class SeatsTranslation(TranslationOptions):
    fields = ("described_as",)
    required_languages = tuple(LANGUAGES)


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "sort_name", "biography")
    required_languages = tuple(LANGUAGES)


@register(Appointment)
class AppointmentTranslation(TranslationOptions):
    fields = ("title", "source_title")
    required_languages = tuple(LANGUAGES)
