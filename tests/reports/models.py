from django.urls import reverse

from assembly.core.fields import RichTextField
from assembly.publishing.publication import Publication


class Report(Publication):
    """A publication type that the site itself does not have."""

    text_fields = ("title", "body")

    body = RichTextField("text", blank=True)

    class Meta(Publication.Meta):
        verbose_name = "report"
        verbose_name_plural = "reports"
        ordering = ["-published_at", "slug"]

    def get_absolute_url(self):
        return reverse("reports:detail", args=[self.slug])
