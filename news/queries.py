"""Queries of articles: lists, neighbours and related articles."""

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from assembly.core import clock
from assembly.core.languages import per_language
from assembly.publishing.publication import PublicationQuerySet

WEIGHED = 200  # candidates for related articles: the newest that share a subject


class ArticleQuerySet(PublicationQuerySet):
    def cards(self):
        """Load what a card shows, without the long texts."""
        return self.select_related("image").defer("body", *per_language("body"))

    def pinned(self):
        """Return those pinned to the home page whose last day there has not passed."""
        not_over = Q(pinned_until=None) | Q(pinned_until__gte=clock.today())
        return self.filter(not_over, pinned=True)

    def within(self, period):
        return self.filter(published_at__gte=period.start, published_at__lt=period.end)

    def newer_than(self, article):
        """Return the articles before one in a list, nearest first."""
        at = article.published_at
        found = self.filter(Q(published_at__gt=at) | Q(slug__lt=article.slug), published_at__gte=at)
        return found.order_by("published_at", "-slug")

    def older_than(self, article):
        """Return the articles after one in a list, nearest first."""
        at = article.published_at
        found = self.filter(Q(published_at__lt=at) | Q(slug__gt=article.slug), published_at__lte=at)
        return found.order_by("-published_at", "slug")

    def sharing_subjects(self, shared):
        """Return the articles with any of these records, by name of relation; most shared first."""
        links = [self._links(name, records) for name, records in shared.items() if records]
        if not links:
            return self.none()
        any_of_them = Q(*[Q(pk__in=link.values("article")) for link in links], _connector=Q.OR)
        newest = self.filter(any_of_them).values("pk")[:WEIGHED]
        number = sum(_number(link) for link in links)
        found = self.filter(pk__in=newest).annotate(number_shared=number)
        return found.order_by("-number_shared", "-published_at", "slug")

    def _links(self, name, records):
        field = self.model._meta.get_field(name)
        its = field.m2m_reverse_field_name()
        return field.remote_field.through.objects.filter(**{f"{its}__in": records})


def _number(links):
    of_one = links.filter(article=OuterRef("pk")).order_by().values("article")
    counted = of_one.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
