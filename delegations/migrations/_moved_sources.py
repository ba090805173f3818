"""Turns the source that a row had before migration 0015 into a statement."""

from assembly.core.languages import LANGUAGES, per_language

SOURCE = ["confirmed_on", "announced", *per_language("source_title"), "source_url"]


def taken_statements(row):
    """Take the source out of a row; return its statements."""
    source = {column: row.pop(column, None) for column in SOURCE}
    titles = {f"title_{code}": source[f"source_title_{code}"] or "" for code in LANGUAGES}
    day, address = source["confirmed_on"], source["source_url"] or ""
    if not (day or address.strip() or any(title.strip() for title in titles.values())):
        return []
    says = "began" if source["announced"] else "so"
    return [{"day": day, "says": says, "kind": "other", **titles, "address": address}]


def settled(statements, since, end):
    """Return the statements of a state as its days allow, without duplicates, latest first.

    A source of the day on which the state ended, or later, tells of its end; one of before the
    first day announced it.
    """
    found = []
    for one in statements:
        day, says = one["day"], one["says"]
        if day and says == "so" and end and day >= end:
            says = "ended"
        elif day and says == "so" and since and day < since and not since.startswith(day):
            says = "began"
        if {**one, "says": says} not in found:
            found.append({**one, "says": says})
    return sorted(found, key=lambda one: one["day"] or "", reverse=True)


def first_known(row):
    """Return the first day on which a state is known to have been so, as `Fact.first_known`."""
    stated = [one["day"] for one in row["statements"] if one["says"] == "so" and one["day"]]
    return row.get("since") or min(stated, default="")


def put_in_order(rows):
    """Number successive states, the earliest first, unless their days show the order."""
    days = [first_known(row) for row in rows]
    shown = all(day < following for day, following in zip(days, days[1:], strict=False))
    for number, row in enumerate(rows, start=1):
        row["sequence"] = None if shown else number
