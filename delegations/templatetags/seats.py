from django import template

from ..hemicycle import drawing

register = template.Library()


@register.inclusion_tag("delegations/_hemicycle.html")
def hemicycle(delegation):
    """Draw the seats of a delegation loaded `with_facts`, if any are recorded."""
    return drawing(delegation)
