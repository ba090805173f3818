from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LinkProblem(models.TextChoices):
    """Why an address leads to no page."""

    ERROR = "error", _("the website answers with an error")
    NO_HOST = "no host", _("there is no website of this name")
    NO_ANSWER = "no answer", _("the website does not answer")
    CERTIFICATE = "certificate", _("the website's certificate is not valid")
    REDIRECTS = "redirects", _("it leads on to other addresses without end")
    NO_ADDRESS = "no address", _("this, or where it leads, is not the address of a web page")
    NOT_PUBLIC = "not public", _("this, or where it leads, is not on the public internet")


# Unauthorized, Forbidden, Too Many Requests.
REFUSALS = [401, 403, 429]


class LinkCheckQuerySet(models.QuerySet):
    def broken(self):
        """Return the addresses that lead readers to no page, as far as a program can know.

        Those that refuse programs, or so many questions, may well serve people.
        """
        return self.exclude(problem="").exclude(status__in=REFUSALS)


class LinkCheck(models.Model):
    """What an address outside the site answered when it was last asked."""

    LONGEST = 500  # characters; PostgreSQL can index 2704 bytes, of which one may take four

    url = models.CharField(_("address"), max_length=LONGEST, unique=True)
    checked_at = models.DateTimeField(_("last asked at"))
    status = models.PositiveSmallIntegerField(
        _("status"), null=True, help_text=_("The last answer's HTTP code. Empty: no answer.")
    )
    problem = models.CharField(_("problem"), max_length=20, choices=LinkProblem, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link check")
        verbose_name_plural = _("link checks")
        ordering = ["url"]
        constraints = [
            models.CheckConstraint(
                condition=Q(problem__in=["", *LinkProblem.values]), name="link_problem_is_known"
            ),
        ]

    def __str__(self):
        return self.url

    @property
    def explanation(self):
        """The problem in words, in the active language; "" where there is none."""
        text = str(self.get_problem_display())
        return f"{text} ({self.status})" if self.status and text else text


class LinkUse(models.Model):
    """An address that a record's texts hold; see `uses` for how these rows follow the texts."""

    # An address too long to be checked is cut to one character more than those that can be.
    LONGEST = LinkCheck.LONGEST + 1

    url = models.CharField(max_length=LONGEST)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()

    class Meta:
        default_permissions = ()
        ordering = ["url", "pk"]
        constraints = [
            # Serves the rewriting of a record's uses, too.
            models.UniqueConstraint(
                fields=["content_type", "object_id", "url"], name="one_use_of_a_link_per_record"
            ),
        ]
        indexes = [
            models.Index(fields=["url"], name="link_use_url"),  # serves the uses of broken links
        ]

    def __str__(self):
        return self.url
