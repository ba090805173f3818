"""Queries of articles for lists and cards."""

from django.db.models import Q

from assembly.core import clock
from assembly.core.languages import in_active_language
from assembly.media.models import Image
from assembly.publishing.publication import PublicationQuerySet


class ArticleQuerySet(PublicationQuerySet):
    def cards(self):
        """Load only what a card shows in the active language."""
        return self.only_with_image(
            "slug", "published_at", *in_active_language(["title", "summary"])
        )

    def entries(self):
        """Load only what an entry of a feed shows in the active language."""
        texts = in_active_language(["title", "summary", "body"])
        return self.only("slug", "published_at", "updated_at", *texts)

    def only_with_image(self, *columns, texts=("alt",)):
        """Load only these columns, and the image as it is shown, with `texts` in one language."""
        of_image = [*Image.DRAWN, *in_active_language(texts)]
        columns = [*columns, "image", *(f"image__{column}" for column in of_image)]
        return self.select_related("image").only(*columns)

    def pinned(self, today=None):
        """Return those pinned to the home page whose last day there has not passed."""
        not_over = Q(pinned_until=None) | Q(pinned_until__gte=today or clock.today())
        return self.filter(not_over, pinned=True)

    def newer_than(self, published_at, slug):
        """Return the articles before one with these values in a list, nearest first."""
        after = Q(published_at__gt=published_at) | Q(slug__lt=slug)
        found = self.filter(after, published_at__gte=published_at)
        return found.order_by("published_at", "-slug")

    def older_than(self, published_at, slug):
        """Return the articles after one with these values in a list, nearest first."""
        before = Q(published_at__lt=published_at) | Q(slug__gt=slug)
        found = self.filter(before, published_at__lte=published_at)
        return found.order_by("-published_at", "slug")
