"""Terms: what documents are filtered by, besides words, such as `topic:elections`.

Each value of a filter gives one. One more stands for the language and the month of a document that
may be public, such as `in:en:2024-05`, or `in:en:` without a date.
"""

from django.utils import timezone


def filter_term(name, value):
    return f"{name}:{value}"


def month_term(language, month):
    """Return the term of a month, such as “2024-05”; of documents without a date for ""."""
    return f"in:{language}:{month}"


def terms_of(kind, texts, language):
    """Return the terms of a record of a kind, with its `SearchTexts` in a language."""
    values = {"kind": [kind.name], **texts.filters}
    found = [filter_term(name, value) for name in values for value in values[name]]
    if texts.public:
        month = f"{timezone.localtime(texts.moment):%Y-%m}" if texts.moment else ""
        found.append(month_term(language, month))
    return found
