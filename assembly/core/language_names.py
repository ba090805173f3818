"""What languages are called; settings import this, so it reads none of them at import."""

from django.utils.translation import get_language, get_language_info


def language_name(language):
    """Return what a language is called in the active one, as within a sentence."""
    name = get_language_info(language)["name_translated"]
    # Django capitalises the names; of our languages only English does so within a sentence.
    return name if get_language() == "en" else name.lower()


def label_in_language(label, language):
    """Return the label of a field's column for one language: "Title (English)"."""
    return f"{label} ({language_name(language)})"
