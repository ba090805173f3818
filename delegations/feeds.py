"""Atom feeds of changes in the delegations."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assembly.core import clock
from assembly.core.partial_dates import first_day
from assembly.pages.feeds import FEED_LENGTH, AtomFeed, urn
from assembly.publishing.slugs import page_at

from .history import latest_changes
from .models import Delegation


class ChangesFeed(AtomFeed):
    """The latest changes in all delegations, or in the one that the address names."""

    def get_object(self, request, slug=None):
        """Return the delegations, and the one that the address names, or None."""
        delegations = Delegation.objects.live()
        if slug is None:
            return list(delegations), None
        one = page_at(delegations, slug)
        if one is None:
            raise Delegation.DoesNotExist
        return [one], one

    def title(self, found):
        _delegations, one = found
        text = (
            _("Changes to the delegation: %s") % one.title if one else _("Changes to delegations")
        )
        return f"{text} – {settings.ASSEMBLY_NAME}"

    def feed_guid(self, found):
        _delegations, one = found
        return urn(f"changes-feed/{one.pk if one else 'all'}/{get_language()}")

    def link(self, found):
        _delegations, one = found
        if one:
            return reverse("delegations:history", args=[one.slug])
        return reverse("delegations:list")

    def items(self, found):
        delegations, _one = found
        return latest_changes(delegations, FEED_LENGTH)

    def item_title(self, change):
        return f"{change.delegation.title}: {change.text}"

    def item_description(self, change):
        return escape(change.fact.source_title) if change.fact else ""

    def item_link(self, change):
        history = reverse("delegations:history", args=[change.delegation.slug])
        return f"{history}#{change.key}"

    def item_guid(self, change):
        return change.urn

    def item_updateddate(self, change):
        """The date of the change, or of its last confirmation if it is not recorded."""
        day = first_day(change.day) if change.day else change.fact.confirmed_on
        return clock.midnight(day)
