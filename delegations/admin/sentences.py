"""The sentences that seats make, shown where seats are edited."""

from django.conf import settings
from django.contrib import admin
from django.forms import modelform_factory
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from assembly.core.languages import per_language

from ..models import Seats, seats_sentence


def sentences(lead_in, seats):
    """Return the sentence that seats make in each language, by the language's code.

    `lead_in` is a record with the text of that name.
    """
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = seats_sentence(lead_in.lead_in, seats)
    return found


def typed_seats(data):
    """Yield the seats that the rows of a form make, without those that are not complete yet."""
    row_form = modelform_factory(
        Seats,
        fields=[
            *["chamber", "kind", "number"],
            *per_language("described_as"),
            *per_language("sentence_place"),
        ],
    )
    for name in data:
        prefix = name.removesuffix("-number")
        if prefix != name and f"{prefix}-DELETE" not in data:
            form = row_form(data, prefix=prefix)
            if form.is_valid():
                yield form.instance


class SentenceMixin:
    """Shows the sentence that a composition's seats make, in each language, and their totals."""

    @admin.display(description=_("sentence composed from the seats"))
    def sentences(self, composition):
        if composition.pk is None:
            return "–"
        made = sentences(composition, composition.seats.all())
        return format_html_join("", '<p lang="{}">{}</p>', made.items())

    @admin.display(description=_("total seats"))
    def total(self, composition):
        return composition.totals_in_words
