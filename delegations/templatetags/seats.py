from django import template

from ..hemicycle import drawing
from ..models.appointments import officers as officers_of

register = template.Library()


@register.inclusion_tag("delegations/_hemicycle.html")
def hemicycle(delegation):
    """Draw the seats of a delegation loaded `with_facts`, if any are recorded."""
    return drawing(delegation)


@register.inclusion_tag("delegations/_officers.html")
def officers(delegation):
    """List who holds an office in a delegation loaded `with_facts`."""
    return {
        "officers": officers_of(delegation.on_day.offices),
        "composition": delegation.composition,
    }
