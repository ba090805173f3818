"""What differs between two snapshots, row by row."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One column of one row that differs between two snapshots."""

    key: str
    column: str
    before: object
    after: object

    @property
    def name(self):
        return f"{self.key}/{self.column}"


def differences(before, after):
    """Return the differences between two snapshots of a record, row by row.

    A row or column that only one of them has differs where it is not empty, false or 0.
    """
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key, {}), after.get(key, {})
        for column in [*old, *(column for column in new if column not in old)]:
            one, other = old.get(column), new.get(column)
            if column in old and column in new:
                one_value, other_value = _filled(one), _filled(other)
            else:
                one_value, other_value = one or None, other or None
            if one_value != other_value:
                found.append(Difference(key, column, one, other))
    return found


def _filled(value):
    """Return a value, or None if it is empty; "no" and 0 are not."""
    return None if value in ("", [], {}) else value
