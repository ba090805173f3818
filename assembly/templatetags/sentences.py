from django import template

register = template.Library()


@register.filter
def full_stop(text):
    """Return a text with a full stop, unless it ends with one, or the like."""
    return text if str(text).rstrip("»”\"')").endswith((".", "!", "?", "…")) else f"{text}."
