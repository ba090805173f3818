"""The list of broken links, each with the record that contains it."""

from django.contrib.admin import site
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from assembly.core.bounded_counts import BoundedPaginator
from assembly.links.checks import broken_links_for, with_records
from assembly.links.models import LinkCheck

from .editing import admin_url


def broken_links_view(request):
    """List the broken links in records that the user may see."""
    page = BoundedPaginator(broken_links_for(request.user), 50).get_page(request.GET.get("page"))
    uses = [(use, check, _form(use.record)) for use, check in with_records(page.object_list)]
    context = {
        **site.each_context(request),
        "title": _("Broken links"),
        "uses": uses,
        "page": page,
        "checked": LinkCheck.objects.exists(),
    }
    return render(request, "admin/broken_links.html", context)


def _form(record):
    """Return the address of a record's form or, if it has none, of that which has its fields."""
    try:
        return admin_url(record, "change")
    except NoReverseMatch:
        return admin_url(getattr(record, "edited_in", record.root), "change")
