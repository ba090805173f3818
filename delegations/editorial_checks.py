"""Checks of a delegation's sentence before publication."""

from assembly.newsroom.finding import Finding

from .grammatical_case import LANGUAGE, wrong_cases
from .models import Delegation
from .timeline import in_order


def check_cases(publication):
    """Yield where the latest seats are not in the case that the lead-in requires."""
    if not isinstance(publication, Delegation):
        return
    for composition in in_order(publication.compositions.all())[-1:]:
        for wrong in wrong_cases(composition):
            yield Finding(LANGUAGE, "compositions", wrong.text)
