from modeltranslation.translator import TranslationOptions, register

from assembly.core.languages import LANGUAGES
from assembly.publishing.publication import TRANSLATED_FIELDS

from .models import (
    Appointment,
    Chamber,
    ChamberName,
    Composition,
    Delegation,
    ParliamentName,
    Participation,
    ParticipationKind,
    Person,
    Role,
    SeatKind,
    Seats,
    Website,
)


@register(Delegation)
class DelegationTranslation(TranslationOptions):
    fields = ("title", "summary", *TRANSLATED_FIELDS)


@register(Chamber)
class ChamberTranslation(TranslationOptions):
    fields = ()  # its names and websites have texts


@register(ParliamentName)
class ParliamentNameTranslation(TranslationOptions):
    fields = ("parliament",)
    required_languages = tuple(LANGUAGES)


@register(ChamberName)
class ChamberNameTranslation(TranslationOptions):
    fields = ("name", "name_of")
    required_languages = tuple(LANGUAGES)


@register(Website)
class WebsiteTranslation(TranslationOptions):
    fields = ("address",)


@register(Participation)
class ParticipationTranslation(TranslationOptions):
    fields = ("note",)


@register(Composition)
class CompositionTranslation(TranslationOptions):
    fields = ("lead_in", "note")


@register(Seats)
class SeatsTranslation(TranslationOptions):
    fields = ("described_as", "sentence_place", "note")


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "sort_name", "biography")
    required_languages = tuple(LANGUAGES)


@register(Appointment)
class AppointmentTranslation(TranslationOptions):
    fields = ("title", "title_link")
    required_languages = dict.fromkeys(LANGUAGES, ("title",))


@register([ParticipationKind, Role, SeatKind])
class TermTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = tuple(LANGUAGES)
