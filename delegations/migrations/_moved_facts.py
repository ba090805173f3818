"""Moves facts to where they are since migration 0015, in records and in their stored versions.

Both are taken as snapshots: rows by key, as in "delegations.chamber/5", each a dictionary of its
columns. So the versions and working copies of a delegation say what the delegation itself says.
"""

from assembly.core.languages import LANGUAGES, per_language

FORMER_NAMES = "delegations.formerparliament"
FORMER_KINDS = "delegations.formerparticipation"
FORMER_CHAMBERS = "delegations.formerchamber"
NAMES = "delegations.parliamentname"
KINDS = "delegations.participation"
CHAMBERS = "delegations.chamber"
CHAMBER_NAMES = "delegations.chambername"
WEBSITES = "delegations.website"
COMPOSITIONS = "delegations.composition"
SEATS = "delegations.seats"
APPOINTMENTS = "delegations.appointment"
MOVED = [NAMES, KINDS, CHAMBER_NAMES, WEBSITES, COMPOSITIONS, SEATS]
# Columns that are no longer there, in addition to those moved.
SOURCE = ["confirmed_on", "announced", *per_language("source_title"), "source_url"]


class Keys:
    """Keys and identifiers for new rows: the same for the same thing in every snapshot."""

    def __init__(self, highest):
        self.next = {label: highest.get(label, 0) + 1 for label in MOVED}
        self.given = {}
        self.identifiers = {}  # by key of the row
        self.taken = set()

    def key(self, label, *thing):
        """Return the key of the row that is made of a thing, such as a delegation's own name."""
        if (label, thing) not in self.given:
            self.given[label, thing] = f"{label}/{self.next[label]}"
            self.next[label] += 1
        return self.given[label, thing]

    def identifier(self, key, body, proposed):
        if key not in self.identifiers:
            number, found = 2, proposed
            while (body, found) in self.taken:
                number, found = number + 1, f"{proposed}-{number}"
            self.taken.add((body, found))
            self.identifiers[key] = found
        return self.identifiers[key]


class Conversion:
    """Converts snapshots of delegations and people.

    `roles` and `kinds` are keys by old value; `people` and `delegations` are slugs by key.
    """

    def __init__(self, keys, roles, kinds, people, delegations):
        self.keys, self.roles, self.kinds = keys, roles, kinds
        self.people, self.delegations = people, delegations

    def converted(self, content):
        """Return a snapshot with its facts in their new places."""
        if not content:
            return content
        found = {key: dict(row) for key, row in content.items()}
        root = next(iter(found))
        if root.startswith("delegations.delegation/"):
            self.convert_delegation(root, found)
        for key, row in found.items():
            if key.startswith(f"{APPOINTMENTS}/") and "role" in row:
                self.convert_appointment(key, row)
        return found

    def convert_delegation(self, root, found):
        delegation = int(root.split("/")[1])
        own = found[root]
        # Content files name what stood in the delegation itself by the day of its seats.
        confirmed = [row.get("confirmed_on") for row in found.values()]
        self.day = min(filter(None, confirmed), default="undated")
        names = self.states(found, FORMER_NAMES, NAMES, "delegation_id", delegation)
        kinds = self.states(found, FORMER_KINDS, KINDS, "delegation_id", delegation)
        for _key, row in kinds:
            row["kind_id"] = self.kinds.get(row.pop("participation", None))
            _rename(row, "participation_note", "note")
        lead_ins = [(row["until"], _taken(row, "lead_in")) for _key, row in names]
        if "participation" in own:
            lead_ins.append((None, _taken(own, "lead_in")))
            present = _taken(own, "parliament")
            if any(present.values()):
                self.present(found, NAMES, "delegation_id", delegation, names, present)
            note = _taken(own, "participation_note")
            values = {
                "kind_id": self.kinds.get(own.pop("participation")),
                **{name.replace("participation_", ""): text for name, text in note.items()},
            }
            since = own.pop("participation_since", None)
            self.present(found, KINDS, "delegation_id", delegation, kinds, values, since)
            _forget_marks(own, "parliament", "lead_in", "participation_note")
        for key in [key for key in found if key.startswith(f"{CHAMBERS}/")]:
            self.convert_chamber(key, found)
        self.convert_compositions(found, delegation, lead_ins)

    def states(self, found, old, new, body, pk):
        """Move the former states of a body; return their keys and rows, the earliest first."""
        rows = [
            (key, row)
            for key, row in found.items()
            if key.startswith(f"{old}/") and row.get(body) == pk
        ]
        rows.sort(key=lambda pair: pair[1].get("until") or "")
        moved = []
        for place, (key, row) in enumerate(rows, start=1):
            del found[key]
            key = f"{new}/{key.split('/')[1]}"
            found[key] = self.as_fact(key, (new, pk), row)
            found[key]["sequence"] = place
            moved.append((key, found[key]))
        return moved

    def present(self, found, label, body, pk, formers, values, since=None):
        """Make a row of a body's present state, which stood in the body itself."""
        key = self.keys.key(label, pk)
        since = since or (formers[-1][1]["until"] if formers else None)
        row = {body: pk, "since": since, "until": None, **values}
        found[key] = self.as_fact(key, (label, pk), row, since or self.day)
        found[key]["sequence"] = len(formers) + 1 if formers else None

    def convert_chamber(self, key, found):
        chamber, row = int(key.split("/")[1]), found[key]
        names = self.states(found, FORMER_CHAMBERS, CHAMBER_NAMES, "chamber_id", chamber)
        if not any(f"name_{code}" in row for code in LANGUAGES):
            return
        present = {**_taken(row, "name"), **_taken(row, "name_of")}
        self.present(found, CHAMBER_NAMES, "chamber_id", chamber, names, present)
        website = _taken(row, "website")
        if any(website.values()):
            values = {name.replace("website", "address"): text for name, text in website.items()}
            self.present(found, WEBSITES, "chamber_id", chamber, [], values)

    def convert_compositions(self, found, delegation, lead_ins):
        """Give each composition the words of its time; split it where only those changed."""
        rows = [
            (key, row)
            for key, row in found.items()
            if key.startswith(f"{COMPOSITIONS}/") and "confirmed_on" in row
        ]
        rows.sort(key=lambda pair: pair[1].get("since") or "")
        ends = [row.get("since") for _key, row in rows[1:]] + [None]
        undated_first = bool(rows) and not rows[0][1].get("since")
        for (key, row), end in zip(rows, ends, strict=True):
            since = row.get("since")
            then = [
                (until, words)
                for until, words in lead_ins
                if until is None or not since or until > since
            ]
            inside = [pair for pair in then if pair[0] and (not end or pair[0] < end)]
            fact = found[key] = self.as_fact(key, (COMPOSITIONS, delegation), row)
            if len(rows) > 1 and undated_first:
                fact["sequence"] = 2 if since else 1
            words = then[0][1] if then else {}
            fact.update(words)
            for number, (until, _words) in enumerate(inside):
                words = then[number + 1][1] if len(then) > number + 1 else {}
                self.split(found, key, delegation, until, words)

    def split(self, found, key, delegation, since, words):
        """Add the composition that a new lead-in began, with the same seats."""
        row = found[key]
        new = self.keys.key(COMPOSITIONS, key, since)
        found[new] = self.as_fact(
            new, (COMPOSITIONS, delegation), {**row, "since": since, "identifier": "", **words}
        )
        found[new]["sequence"] = row["sequence"] and max(row["sequence"], 2)
        pk, new_pk = int(key.split("/")[1]), int(new.split("/")[1])
        for other, seats in list(found.items()):
            if other.startswith(f"{SEATS}/") and seats.get("composition_id") == pk:
                found[self.keys.key(SEATS, other, since)] = {**seats, "composition_id": new_pk}

    def convert_appointment(self, key, row):
        role = row.pop("role")
        row["role_id"] = self.roles.get(role)
        link = row.pop("title_link", "comma")
        row |= {f"title_link_{code}": link for code in LANGUAGES}
        person, delegation = row.get("person_id"), row.get("delegation_id")
        names = [self.people.get(person, person)]
        names += [self.delegations.get(delegation, delegation)] if delegation else []
        day = row.get("since") or row.get("confirmed_on") or "undated"
        self.as_fact(
            key, APPOINTMENTS, row, "-".join(map(str, [*names, role.replace("_", "-"), day]))
        )

    def as_fact(self, key, body, row, identifier=""):
        """Give a row what each fact has, in place of its former source; return the row."""
        if "statements" not in row:
            row["statements"] = statements_of(row)
        for column in SOURCE:
            row.pop(column, None)
        days = [one["day"] for one in row["statements"] if one["says"] == "so" and one["day"]]
        proposed = identifier or row.get("since") or min(days, default="") or "undated"
        row.setdefault("until", None)
        row["identifier"] = self.keys.identifier(key, body, proposed[:150])
        row.setdefault("sequence", None)
        return row


def statements_of(row):
    """Return the statements of a row's source and the day on which it last confirmed the row."""
    titles = {f"title_{code}": row.get(f"source_title_{code}") or "" for code in LANGUAGES}
    day, address = row.get("confirmed_on"), row.get("source_url") or ""
    if not (day or address or any(titles.values())):
        return []
    says = "began" if row.get("announced") else "so"
    return [{"day": day, "says": says, "kind": "other", **titles, "address": address}]


def _taken(row, field):
    """Take a text in all languages out of a row."""
    return {column: row.pop(column, None) or "" for column in per_language(field)}


def _rename(row, old, new):
    for column, name in zip(per_language(old), per_language(new), strict=True):
        row[name] = row.pop(column, None) or ""


def _forget_marks(row, *fields):
    """Remove the marks that the translations of texts no longer there are outdated."""
    gone = {column for field in fields for column in per_language(field)}
    if row.get("stale"):
        row["stale"] = {name: mark for name, mark in row["stale"].items() if name not in gone}
