"""What was typed for a refused step, kept for the next time that its user opens the form.

A step may be refused after the rest of the form was saved, when the browser is sent on to the form
anew. The values wait in the session, never in the address, for one opening of that form.
"""

import time
from datetime import timedelta

from assembly.core.languages import per_language

from .editing_state import EditingState

SESSION_KEY = "refused_steps"
KEPT_FOR = timedelta(hours=12)
MOST_FORMS = 5  # of one user; the oldest goes first
LONGEST_VALUE = 1000  # characters, as long as a note may be
FIELDS = ("note", *per_language("withdrawal"))
MOMENT_FIELDS = ("moment_0", "moment_1", "past")


def keep_refused_step(request, errors=None, *, moment=True):
    """Keep what was posted for a step until its form is opened again.

    `errors` are the messages by the name of the step's field. Without `moment`, the form will show
    the present one.
    """
    posted = [*FIELDS, *(MOMENT_FIELDS if moment else [])]
    values = {name: request.POST[name][:LONGEST_VALUE] for name in posted if name in request.POST}
    if not errors and not any(values.values()):
        return
    address = EditingState.of(request).form_address or request.path
    kept = request.session.get(SESSION_KEY, {})
    kept.pop(address, None)
    kept[address] = {
        "user": request.user.pk,
        "until": time.time() + KEPT_FOR.total_seconds(),
        "values": values,
        "errors": errors or {},
    }
    request.session[SESSION_KEY] = dict(list(kept.items())[-MOST_FORMS:])


def returned_step(request):
    """Return what was kept for the form that a request opens, once; None without anything."""
    state = EditingState.of(request)
    if request.method == "GET" and state.returned_step is None:
        kept = request.session.get(SESSION_KEY, {})
        found = kept.pop(request.path, None)
        if found is not None:
            request.session[SESSION_KEY] = kept
            if found["user"] == request.user.pk and found["until"] > time.time():
                state.returned_step = found
    return state.returned_step
