"""How numbers are written for readers."""

from django.utils.formats import number_format


def format_number(number):
    """Return a whole number as the active language writes it: “10,000”, «10 000»."""
    return number_format(number, force_grouping=True)
