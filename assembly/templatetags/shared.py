"""Parts of pages that are the same on many, and built once until content changes."""

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix

from assembly.context_processors import assembly
from assembly.core.routes import address_of
from assembly.pages.navigation import SECTIONS
from assembly.publishing.content_version import once_per_change

register = template.Library()


@register.simple_tag(takes_context=True)
def shared(context, name):
    """Render a template that depends on nothing of the page but its language."""
    return _build(context)(name, get_script_prefix())


@register.simple_tag(takes_context=True)
def sections(context):
    """Render the links to the sections, with the one marked that the page is in."""
    path = context["request"].path
    addresses = [address_of(section.list_view) for section in SECTIONS]
    return _build(context)("includes/sections.html", get_script_prefix(), _marks(addresses, path))


def _marks(addresses, path):
    """Return the value of `aria-current` for each address on the page at a path; "" for none."""
    return tuple(
        "page" if address == path else "true" if address in path else "" for address in addresses
    )


def _build(context):
    """Return how to build a part: errors need no database, and previews and drafts no cache."""
    request = context.get("request")
    is_page = "metadata" in context and not getattr(request, "is_preview", False)
    return _build_once if is_page else _rendered


def _rendered(name, _script_prefix, marks=()):
    marked = zip(SECTIONS, marks, strict=False)
    return render_to_string(name, {**assembly(None), "marked": marked})


_build_once = once_per_change(_rendered)
