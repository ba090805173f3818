"""The history of a delegation: its changes as sentences, each with its day and source.

Changes of things without a name in the active language are left out.
"""

from assembly.core import clock

from .changes import newest_first
from .changes_of_names import changes_of_names, changes_of_participation, changes_of_websites
from .changes_of_offices import changes_of_offices
from .changes_of_seats import changes_of_seats

KINDS = [
    changes_of_seats,
    changes_of_offices,
    changes_of_names,
    changes_of_websites,
    changes_of_participation,
]


def changes(delegation, today=None):
    """Return the changes of a delegation loaded `with_history`, newest first.

    Undated changes come last; future ones are left out.
    """
    today = today or clock.today()
    found = [change for kind in KINDS for change in kind(delegation)]
    return newest_first(change for change in found if change.when.has_come(today))
