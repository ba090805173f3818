"""The assembly's names in each language, from the environment: see `.env.example`."""

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import lazy
from django.utils.translation import get_language

env = environ.Env()


def assembly_names(languages, default):
    """Return the assembly's name and short name, as texts that follow the active language.

    `default` are both as dictionaries by language code. They stand where the environment names no
    assembly, and never beside names from there. Without a short name, the name is used.
    """
    names, short = _given("ASSEMBLY_NAME", languages), _given("ASSEMBLY_SHORT_NAME", languages)
    if short and not names:
        raise ImproperlyConfigured("ASSEMBLY_SHORT_NAME_… is set, but no ASSEMBLY_NAME_….")
    if not names:
        names, short = default
    return _in_active_language(names), _in_active_language(names | short)


def _in_active_language(texts):
    """Return a lazy text; a language without one gets the first of the texts."""
    first = next(iter(texts.values()))
    return lazy(lambda: texts.get(get_language(), first), str)()


def _given(variable, languages):
    """Return the texts of variables such as ASSEMBLY_NAME_EN, by language code."""
    variables = {code: f"{variable}_{code.upper().replace('-', '_')}" for code in languages}
    texts = {code: env(name, default="").strip() for code, name in variables.items()}
    return {code: text for code, text in texts.items() if text}
