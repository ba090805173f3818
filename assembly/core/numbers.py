"""Numbers as readers see them."""

from django.utils.formats import number_format


def format_number(number):
    """Return an integer in the format of the active language: “10,000”, «10 000»."""
    return number_format(number, force_grouping=True)
