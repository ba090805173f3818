"""Moments in words, in the assembly's time zone."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

# Names of time zones that follow a time; another zone is called by its key, as "Asia/Bishkek".
ZONE_NAMES = {"Europe/Moscow": gettext_lazy("Moscow time")}


def zone_name():
    """Return the name of the assembly's time zone as it follows a time."""
    return str(ZONE_NAMES.get(settings.TIME_ZONE, settings.TIME_ZONE))


def moment_in_words(moment):
    """Return a moment with its zone: "5 December 2026, 09:00 Moscow time"."""
    return f"{date_format(timezone.localtime(moment), 'DATETIME_FORMAT')} {zone_name()}"


def moment_in_a_sentence(moment):
    """Return a moment with its zone: "5 December 2026 at 09:00 Moscow time"."""
    local = timezone.localtime(moment)
    return sentence_part(date_format(local, "DATE_FORMAT"), date_format(local, "TIME_FORMAT"))


def sentence_part(day, time):
    """Return a day and a time of the assembly's zone, as texts, within a sentence."""
    words = {"day": day, "time": time, "zone": zone_name()}
    return _("%(day)s at %(time)s %(zone)s") % words


def day_in_words(moment):
    """Return the day of a moment: "5 December 2026"."""
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def how_soon(moment, now=None):
    """Return how far a moment to come is: "in 8 days" by the calendar, or in hours or minutes."""
    now = now or timezone.now()
    if days := (timezone.localdate(moment) - timezone.localdate(now)).days:
        return ngettext("in %d day", "in %d days", days) % days
    minutes = (moment - now) // timedelta(minutes=1)
    if hours := minutes // 60:
        return ngettext("in %d hour", "in %d hours", hours) % hours
    return ngettext("in %d minute", "in %d minutes", minutes) % minutes
