"""Atom feeds of changes in the delegations."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assembly.core.sentences import one_full_stop
from assembly.pages.feeds import FEED_LENGTH, AtomFeed, urn
from assembly.publishing.content_version import once_per_change
from assembly.publishing.slugs import page_at

from .latest_changes import latest_changes
from .models import Delegation


class ChangesFeed(AtomFeed):
    """The latest changes in all delegations, or in the one that the address names."""

    def get_object(self, request, slug=None):
        """Return the delegation that the address names, or None, and the changes."""
        return _found(slug)

    def title(self, found):
        one, _changes = found
        text = (
            _("Changes to the delegation: %s") % one.title if one else _("Changes to delegations")
        )
        return f"{text} – {settings.ASSEMBLY_NAME}"

    def feed_guid(self, found):
        one, _changes = found
        return urn(f"changes-feed/{one.pk if one else 'all'}/{get_language()}")

    def link(self, found):
        one, _changes = found
        if one:
            return reverse("delegations:history", args=[one.slug])
        return reverse("delegations:list")

    def items(self, found):
        _one, changes = found
        return changes

    def item_title(self, change):
        return f"{change.delegation.title}: {change.text}"

    def item_description(self, change):
        """Say when it happened, and the source."""
        source = change.statement.title if change.statement else ""
        return escape(" ".join(filter(None, [one_full_stop(f"{change.when}."), source])))

    def item_link(self, change):
        history = reverse("delegations:history", args=[change.delegation.slug])
        return f"{history}#{change.key}"

    def item_guid(self, change):
        return change.urn

    def item_updateddate(self, change):
        """When the site learned of the change, however long ago it happened."""
        return change.learned_at


@once_per_change
def _found(slug):
    """Raise DoesNotExist if an address names a delegation that is not public."""
    delegations = Delegation.objects.live()
    if slug is None:
        return None, latest_changes(delegations, FEED_LENGTH)
    one = page_at(delegations, slug)
    if one is None:
        raise Delegation.DoesNotExist
    return one, latest_changes(delegations.filter(pk=one.pk), FEED_LENGTH)
