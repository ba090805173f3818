"""Changes of who holds an office in a delegation."""

from django.utils.translation import gettext as _

from .changes import begun, ended
from .timeline import spans


def changes_of_offices(delegation):
    """Yield when each person took and left an office, or was first named in it.

    A source that names somebody in an office does not say that the office began then.
    """
    for one in delegation.appointments.all():
        if not (one.person.name and one.title):
            continue
        words = {"person": one.person.name, "title": one.title}
        if one.since or one.beginning:
            text = _("%(person)s took office: %(title)s.")
        else:
            text = _("%(person)s was first named in office: %(title)s.")
        [span] = spans([one])
        yield begun(delegation, f"appointment-{one.pk}-since", span, None, text % words)
        if one.until or one.end:
            text = _("%(person)s left office: %(title)s.") % words
            yield ended(delegation, f"appointment-{one.pk}-until", one, text, place=1)
