"""Moves facts to where they are since migration 0015, in records and in their stored versions.

Both are taken as snapshots: rows by key, as in "delegations.chamber/5", each a dictionary of its
columns. So the versions and working copies of a delegation say what the delegation itself says.
"""

from itertools import pairwise

from assembly.core.languages import LANGUAGES, per_language

from ._moved_sources import first_known, put_in_order, settled, taken_statements

DELEGATION = "delegations.delegation"
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


class Conversion:
    """Converts snapshots of delegations and people.

    `roles` and `kinds` are primary keys by old value; `people` and `delegations` are slugs by
    primary key.
    """

    def __init__(self, keys, roles, kinds, people, delegations):
        self.keys, self.roles, self.kinds = keys, roles, kinds
        self.people, self.delegations = people, delegations
        self.repeated = {}  # by key of a former name: whether the next one is the same

    def compare_names(self, content):
        """Note which former names of a delegation were the same as the next one.

        What the delegation itself says holds for its versions and working copies too.
        """
        root, found = next(iter(content)), {key: dict(row) for key, row in content.items()}
        names = _former(found, FORMER_NAMES, "delegation_id", int(root.split("/")[1]))
        names.append((root, found[root]))
        for (key, row), (_next, following) in pairwise(names):
            self.repeated.setdefault(key, _name(row) == _name(following))

    def converted(self, content):
        """Return a snapshot with its facts in their new places."""
        found = {key: dict(row) for key, row in content.items()}
        root = next(iter(found), "")
        if root.startswith(f"{DELEGATION}/"):
            self._convert_delegation(root, found)
        for key, row in rows_of(APPOINTMENTS, found):
            if "role" in row:
                self._convert_appointment(key, row)
        return found

    def _convert_delegation(self, root, found):
        pk, own = int(root.split("/")[1]), found[root]
        self.compare_names(found)
        # Content files name what stood in the delegation itself by the day of its seats.
        confirmed = [row.get("confirmed_on") for row in found.values()]
        self.day = min(filter(None, confirmed), default="undated")
        names = _former(found, FORMER_NAMES, "delegation_id", pk)
        kinds = _former(found, FORMER_KINDS, "delegation_id", pk)
        wordings = [Wording(row.get("until") or "", row) for _key, row in names]
        wordings.append(Wording(None, own))
        for _key, row in kinds:
            row["kind_id"] = self.kinds.get(row.pop("participation", None))
            row |= _renamed(_taken(row, "participation_note"), "participation_note", "note")
        if "participation" in own:
            kind = {"kind_id": self.kinds.get(own.pop("participation"))}
            note = _renamed(_taken(own, "participation_note"), "participation_note", "note")
            present = {"since": own.pop("participation_since", None), **kind, **note}
            kinds.append((self.keys.key(KINDS, pk), {"delegation_id": pk, **present}))
            parliament = _taken(own, "parliament")
            if any(parliament.values()):
                names.append((self.keys.key(NAMES, pk), {"delegation_id": pk, **parliament}))
            _forget_marks(own, "parliament", "lead_in", "participation_note")
        self._add_states(found, NAMES, pk, self._without_repeated(names, wordings))
        self._add_states(found, KINDS, pk, kinds)
        for key, row in rows_of(CHAMBERS, found):
            self._convert_chamber(int(key.split("/")[1]), row, found)
        if not self._convert_compositions(found, pk, wordings):
            own |= wordings[-1].texts  # stays in the history, as there is no other place for it

    def _without_repeated(self, names, wordings):
        """Unite successive names that are the same, as only the lead-in changed.

        Their statements then stand with the name and with the wording.
        """
        kept = []
        for number, (key, row) in enumerate(names):
            said = row.get("statements", [])
            if kept and self.repeated[kept[-1][0]]:
                _key, former = kept.pop()
                row["since"], row["statements"] = former.get("since"), former["statements"] + said
                wordings[number - 1].statements = wordings[number - 1].own
            kept.append((key, row))
        return kept

    def _convert_chamber(self, pk, row, found):
        names = _former(found, FORMER_CHAMBERS, "chamber_id", pk)
        if any(f"name_{code}" in row for code in LANGUAGES):
            present = {"chamber_id": pk, **_taken(row, "name"), **_taken(row, "name_of")}
            names.append((self.keys.key(CHAMBER_NAMES, pk), present))
        self._add_states(found, CHAMBER_NAMES, pk, names)
        website = _renamed(_taken(row, "website"), "website", "address")
        if any(website.values()):
            states = [(self.keys.key(WEBSITES, pk), {"chamber_id": pk, **website})]
            self._add_states(found, WEBSITES, pk, states)

    def _add_states(self, found, label, body, states):
        """Add the states of a body; each began when the one before it ended, if not later."""
        for number, (key, row) in enumerate(states):
            if number and not row.get("since"):
                row["since"] = states[number - 1][1].get("until")
            end = row.setdefault("until", None)
            found[key] = self._fact(key, (label, body), row, end, without_day=self.day)
        put_in_order([found[key] for key, _row in states])

    def _convert_compositions(self, found, delegation, wordings):
        """Give each composition the words of its time; split it where only those changed.

        Return whether there are any.
        """
        rows = sorted(rows_of(COMPOSITIONS, found), key=lambda pair: pair[1].get("since") or "")
        ends, made = [*(row.get("since") for _key, row in rows[1:]), None], []
        for (key, row), end in zip(rows, ends, strict=False):
            made += self._add_composition(found, delegation, key, row, end, wordings)
        put_in_order(made)
        return bool(rows)

    def _add_composition(self, found, delegation, key, row, end, wordings):
        """Return the compositions that a row becomes, the earliest first.

        The last one keeps its key, and each of them the statements of its time.
        """
        parts = _parts(row.get("since"), end, wordings)
        statements = taken_statements(row)
        day = first_known({**row, "statements": statements})
        body, made = (COMPOSITIONS, delegation), []
        self.keys.identifier(key, body, day or "undated")
        for number, (since, until, wording) in enumerate(parts):
            is_last = number == len(parts) - 1
            own = [
                one
                for one in statements
                if _is_of(one, since if number else "", None if is_last else until)
            ]
            new = key if is_last else self.keys.key(COMPOSITIONS, key, until)
            values = {**row, "since": since, "until": None, **wording.texts}
            own += [one for one in wording.statements if _is_of(one, since or "", until)]
            values["statements"] = own
            found[new] = self._fact(new, body, values, until)
            made.append(found[new])
            if not is_last:
                self._copy_seats(found, key, new, until)
                self.keys.made.add(key)
        return made

    def _copy_seats(self, found, key, new, until):
        pk, new_pk = int(key.split("/")[1]), int(new.split("/")[1])
        for other, seats in rows_of(SEATS, found):
            if seats.get("composition_id") == pk:
                copied = self.keys.key(SEATS, other, until)
                found[copied] = {**seats, "composition_id": new_pk}

    def _convert_appointment(self, key, row):
        role = row.pop("role")
        row["role_id"] = self.roles.get(role)
        link = row.pop("title_link", "comma")
        row |= {f"title_link_{code}": link for code in LANGUAGES}
        person, delegation = row.get("person_id"), row.get("delegation_id")
        names = [self.people.get(person, person)]
        names += [self.delegations.get(delegation, delegation)] if delegation else []
        names = [*map(str, names), role.replace("_", "-")]
        row["statements"] = taken_statements(row)
        self._fact(key, APPOINTMENTS, row, row.get("until"), names=names)

    def _fact(self, key, body, row, end, names=(), without_day=""):
        """Give a row, with its statements as taken, what each fact has; return the row."""
        row["statements"] = settled(row.get("statements", []), row.get("since"), end)
        day = first_known(row) or without_day
        proposed = "-".join([*names, *filter(None, [day])]) or "undated"
        row["identifier"] = self.keys.identifier(key, body, proposed[:150])
        row.setdefault("since", None)
        row["sequence"] = None
        return row


class Wording:
    """The beginning of the sentence until a day, taken out of a row.

    `own` are the statements of that row; `statements` are they too if nothing else was in it.
    """

    def __init__(self, until, row):
        self.until, self.texts = until, _taken(row, "lead_in")
        self.own, self.statements = row.get("statements", []), []


def rows_of(label, content):
    """Return the keys and rows of a model in a snapshot."""
    return [(key, row) for key, row in content.items() if key.startswith(f"{label}/")]


def _former(found, label, body, pk):
    """Take the former states of a body out of a snapshot; return them, the earliest first."""
    rows = [(key, row) for key, row in rows_of(label, found) if row.get(body) == pk]
    for key, row in rows:
        del found[key]
        row["statements"] = taken_statements(row)
    rows.sort(key=lambda pair: pair[1].get("until") or "")
    return [(f"{NEW_LABELS[label]}/{key.split('/')[1]}", row) for key, row in rows]


NEW_LABELS = {FORMER_NAMES: NAMES, FORMER_KINDS: KINDS, FORMER_CHAMBERS: CHAMBER_NAMES}


def _name(row):
    return [row.get(column) or "" for column in per_language("parliament")]


def _parts(since, end, wordings):
    """Return the periods of a composition by wording: first day, end and wording of each."""
    then = [one for one in wordings if one.until is None or one.until > (since or "")]
    found = []
    for one in then:
        until = end if one.until is None or (end and one.until >= end) else one.until
        if found and found[-1][2].texts == one.texts:
            since = found.pop()[0]
        found.append((since, until, one))
        since = until
        if until == end:
            break
    return found


def _is_of(statement, since, until):
    """Return whether a statement of a composition is of a part of it."""
    if statement["says"] == "began":
        return not since
    day = statement["day"] or "9999"
    return (not since or since <= day) and (not until or day < until)


def _taken(row, field):
    """Take a text in all languages out of a row."""
    return {column: row.pop(column, None) or "" for column in per_language(field)}


def _renamed(texts, old, new):
    names = zip(per_language(old), per_language(new), strict=True)
    return {name: texts[column] for column, name in names}


def _forget_marks(row, *fields):
    """Remove the marks that the translations of texts no longer there are outdated."""
    gone = {column for field in fields for column in per_language(field)}
    if row.get("stale"):
        row["stale"] = {name: mark for name, mark in row["stale"].items() if name not in gone}
