from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LinkProblem(models.TextChoices):
    """Why a link is broken."""

    ERROR = "error", _("the website returns an error")
    NO_HOST = "no host", _("there is no website with this name")
    NO_ANSWER = "no answer", _("the website does not respond")
    CERTIFICATE = "certificate", _("the website's certificate is not valid")
    REDIRECTS = "redirects", _("the address redirects too many times")
    NO_ADDRESS = "no address", _("this address, or one it redirects to, is not a web page")
    NOT_PUBLIC = (
        "not public",
        _("this address, or one it redirects to, is not on the public internet"),
    )


# Unauthorized, Forbidden, Too Many Requests.
REFUSALS = [401, 403, 429]


class LinkCheckQuerySet(models.QuerySet):
    def broken(self):
        """Return the addresses that are broken, as far as a program can tell.

        Websites that refuse programs, or too many requests, may still work for people.
        """
        return self.exclude(problem="").exclude(status__in=REFUSALS)


class LinkCheck(models.Model):
    """The result of the last check of an external address."""

    seen_by_readers = False

    LONGEST = 500  # characters; PostgreSQL can index 2704 bytes, up to four per character

    url = models.CharField(_("address"), max_length=LONGEST, unique=True)
    checked_at = models.DateTimeField(_("last checked at"))
    status = models.PositiveSmallIntegerField(
        _("status"),
        null=True,
        help_text=_("The HTTP code of the last response. Empty: no response."),
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
        indexes = [
            # Serves the list of broken links.
            models.Index(fields=["url"], condition=~Q(problem=""), name="link_check_broken"),
        ]

    def __str__(self):
        return self.url

    @property
    def explanation(self):
        """The problem in words, in the active language; "" if there is none."""
        text = str(self.get_problem_display())
        return f"{text} ({self.status})" if self.status and text else text


class LinkUse(models.Model):
    """An external address in a record's texts; see `uses` for how the rows are kept up to date."""

    seen_by_readers = False

    # Addresses too long to be checked are cut to one character more than the limit.
    LONGEST = LinkCheck.LONGEST + 1

    url = models.CharField(max_length=LONGEST)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()

    class Meta:
        default_permissions = ()
        ordering = ["url", "pk"]
        constraints = [
            # Also serves updating a record's uses.
            models.UniqueConstraint(
                fields=["content_type", "object_id", "url"], name="one_use_of_a_link_per_record"
            ),
        ]
        indexes = [
            models.Index(fields=["url"], name="link_use_url"),  # serves the uses of broken links
        ]

    def __str__(self):
        return self.url
