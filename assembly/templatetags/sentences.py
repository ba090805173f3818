from django import template

from assembly.core.sentences import one_full_stop

register = template.Library()
ENDS = (".", "!", "?", "…")

register.filter(one_full_stop)


@register.filter
def stop_after(text):
    """Return the full stop that a text still needs: none if it ends with one, or the like."""
    return "" if str(text).rstrip("»”\"')").endswith(ENDS) else "."


@register.filter
def full_stop(text):
    """Return a text with the full stop that it needs."""
    return f"{text}{stop_after(text)}"
