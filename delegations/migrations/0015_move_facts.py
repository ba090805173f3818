"""Moves names, websites, participation, lead-ins and sources into rows of their own.

Each source with its day becomes a statement. See `_moved_facts`.
"""

from collections import Counter

from django.db import migrations

from assembly.core.languages import LANGUAGES, per_language
from assembly.core.sequences import reserve_key

from ._moved_facts import APPOINTMENTS, DELEGATION, MOVED, NEW_LABELS, Conversion
from ._moved_keys import Keys

BATCH = 100
ROWS = {  # of a delegation, in the order in which they refer to one another
    "delegations.chamber": "delegation",
    "delegations.formerchamber": "chamber__delegation",
    "delegations.formerparliament": "delegation",
    "delegations.formerparticipation": "delegation",
    "delegations.composition": "delegation",
    "delegations.seats": "composition__delegation",
    "delegations.appointment": "delegation",
}
# The terms that were choices in the code: old value, slug, names, and what else they say.
PARTICIPATION = [
    ("member", "member", "member", "член", {"is_member": True}),
    ("observer", "observer", "observer", "наблюдатель", {"has_seats": False}),
    ("partner", "partner", "partner", "партнёр", {"has_seats": False}),
    ("none", "not-participating", "not participating", "не участвует", {"has_seats": False}),
]
ROLES = [
    (
        "executive_secretary",
        "executive-secretary",
        "executive secretary",
        "ответственный секретарь",
        {"one_holder": True, "of_assembly": True},
    ),
    (
        "plenipotentiary_representative",
        "plenipotentiary-representative",
        "plenipotentiary representative",
        "полномочный представитель",
        {"one_holder": True, "expected": True},
    ),
    (
        "deputy_executive_secretary",
        "deputy-executive-secretary",
        "deputy executive secretary",
        "заместитель ответственного секретаря",
        {"of_assembly": True},
    ),
    ("head", "head", "head of the delegation", "глава делегации", {"one_holder": True}),
    ("council_member", "council-member", "member of the council", "член совета", {}),
    ("member", "member", "member of the delegation", "член делегации", {}),
]


def move_facts(apps, schema_editor):
    delegations = apps.get_model("delegations", "Delegation").objects.order_by("pk")
    people = apps.get_model("delegations", "Person").objects
    stored = stored_contents(apps)
    if not (delegations.exists() or people.exists() or any(rows.exists() for rows in stored)):
        return
    roles = make_terms(apps, "Role", ROLES)
    kinds = make_terms(apps, "ParticipationKind", PARTICIPATION)
    slugs = [dict(records.values_list("pk", "slug")) for records in [people, delegations]]
    conversion = Conversion(Keys(highest_keys(apps, stored)), roles, kinds, *slugs)
    learned = Learned(conversion.keys)
    for delegation in delegations:
        conversion.compare_names(live_content(apps, delegation))
    for rows in stored:  # the versions first: the earliest gives each row its identifier
        for pk in list(rows.values_list("pk", flat=True)):
            row = rows.get(pk=pk)
            row.content = conversion.converted(row.content)
            row.save(update_fields=["content"])
            if rows.model.__name__ == "Version" and not row.of_copy:
                learned.note(row.content, row.made_at)
    for delegation in delegations:
        content = conversion.converted(live_content(apps, delegation))
        write(apps, content, learned, delegation.updated_at)
    for one in apps.get_model(APPOINTMENTS).objects.filter(delegation=None).order_by("pk"):
        content = conversion.converted({f"{APPOINTMENTS}/{one.pk}": columns(one)})
        write(apps, content, learned, None)
    for label in [*MOVED, APPOINTMENTS]:
        reserve_key(apps.get_model(label), conversion.keys.last.get(label, 0))


def make_terms(apps, name, terms):
    """Make the terms that were choices; return their keys by old value."""
    found = {}
    for order, (value, slug, english, russian, more) in enumerate(terms, start=1):
        names = {"en": english, "ru": russian}
        texts = {f"name_{code}": names.get(code, english) for code in LANGUAGES}
        model = apps.get_model("delegations", name)
        found[value] = model.objects.create(
            slug=slug, order=order, name=texts[f"name_{LANGUAGES[0]}"], **texts, **more
        ).pk
    return found


def stored_contents(apps):
    """Return the versions and the working copies of delegations and people, as querysets."""
    kinds = apps.get_model("contenttypes", "ContentType").objects
    of = kinds.filter(app_label="delegations", model__in=["delegation", "person"])
    return [
        apps.get_model("assembly", name).objects.filter(content_type__in=of).order_by("pk")
        for name in ["Version", "WorkingCopy"]
    ]


def highest_keys(apps, stored):
    """Return the highest key in use per new label, in tables and stored contents."""
    found = Counter()
    for label in ROWS:
        keys = apps.get_model(label).objects.order_by("-pk").values_list("pk", flat=True)
        found[NEW_LABELS.get(label, label)] = next(iter(keys[:1]), 0)
    for rows in stored:
        for content in rows.values_list("content", flat=True).iterator(BATCH):
            for key in content:
                label, pk = key.split("/")
                label = NEW_LABELS.get(label, label)
                found[label] = max(found[label], int(pk))
    return found


class Learned:
    """When the site learned of rows, and of their ends: by the first versions that have them."""

    def __init__(self, keys):
        self.keys, self.rows, self.ends = keys, {}, {}

    def note(self, content, moment):
        """Note a converted version, later than those before."""
        for key, row in content.items():
            for name in [key, (key, row.get("since"))]:
                self.rows.setdefault(name, moment)
            if row.get("until"):
                self.ends.setdefault(key, moment)

    def of(self, key, row):
        """Return when the site learned of a row, and when of its end; None if unknown."""
        # The beginning of what stood in the delegation itself came with the former state.
        name = (key, row.get("since")) if key in self.keys.made else key
        return self.rows.get(name), self.ends.get(key)


def live_content(apps, delegation):
    """Return a delegation with its rows as a snapshot."""
    found = {f"{DELEGATION}/{delegation.pk}": columns(delegation)}
    for label, path in ROWS.items():
        rows = apps.get_model(label).objects.filter(**{path: delegation.pk}).order_by("pk")
        found |= {f"{label}/{row.pk}": columns(row) for row in rows}
    return found


# What 0014 added to rows of before.
ADDED = ["role_id", *per_language("title_link"), "identifier", "sequence", "statements"]
ADDED += ["recorded_at", "end_recorded_at"]


def columns(row):
    """Return a row as a snapshot of before has it: each text per language, dates as texts."""
    names = {field.name for field in row._meta.concrete_fields}
    found = {}
    for field in row._meta.concrete_fields:
        is_translated = f"{field.name}_{LANGUAGES[0]}" in names and field.name != "title_link"
        if not (field.primary_key or is_translated or field.attname in ADDED):
            value = field.value_from_object(row)
            found[field.attname] = value.isoformat() if hasattr(value, "isoformat") else value
    if "role_name" in found:
        found["role"] = found.pop("role_name")
    return found


def write(apps, content, learned, otherwise):
    """Write the rows that have moved, or are changed, to the tables.

    `otherwise` is the moment at which the site learned of rows that no version has.
    """
    for key, row in content.items():
        label, pk = key.split("/")
        if label == DELEGATION:
            apps.get_model(label).objects.filter(pk=pk).update(stale=row["stale"])
        if label not in {*MOVED, APPOINTMENTS}:
            continue
        model = apps.get_model(label)
        names = {field.attname for field in model._meta.concrete_fields}
        values = {name: value for name, value in row.items() if name in names}
        for field in model._meta.concrete_fields:  # the column of a text is its first language's
            if f"{field.name}_{LANGUAGES[0]}" in values:
                values[field.name] = values[f"{field.name}_{LANGUAGES[0]}"] or ""
        if "recorded_at" in names:
            recorded, ended = learned.of(key, row)
            recorded = recorded or otherwise
            values |= {"recorded_at": recorded} if recorded else {}
            values["end_recorded_at"] = (ended or recorded) if row["until"] else None
        model.objects.update_or_create(pk=int(pk), defaults=values)


class Migration(migrations.Migration):

    dependencies = [
        ("assembly", "0018_long_lists"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("delegations", "0014_facts"),
    ]

    operations = [migrations.RunPython(move_facts, migrations.RunPython.noop)]
