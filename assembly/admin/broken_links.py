"""The links of the site that do not answer, each with the record that holds it."""

from django.contrib.admin import site
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from assembly.links.uses import broken_links

from .editing import admin_url


def broken_links_view(request):
    """List the broken links of the records that a user may see."""
    uses = [(use, _form(use.record)) for use in broken_links(request.user)]
    context = {**site.each_context(request), "title": _("Broken links"), "uses": uses}
    return render(request, "admin/broken_links.html", context)


def _form(record):
    """Return the address of a record's form; of its root where it has none of its own."""
    try:
        return admin_url(record, "change")
    except NoReverseMatch:
        return admin_url(record.root, "change")
