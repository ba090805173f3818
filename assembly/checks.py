"""What is to be looked at before a text is submitted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Finding:
    """One thing to look at: a sentence about a field, in one language or in none."""

    language: str | None
    field: str
    text: str
    serious: bool = False  # to be mended before publication


def findings(publication):
    """Return what is to be looked at in a publication, in the languages that it is written in."""
    return [
        Finding(code, "summary", _("There is no summary (%s).") % code)
        for code in publication.written_languages
        if not getattr(publication, f"summary_{code}")
    ]
