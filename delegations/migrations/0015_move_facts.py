"""Moves names, websites, participation, lead-ins and sources into rows of their own.

Each source with its day becomes a statement. See `_moved_facts`.
"""

from collections import Counter

from django.db import migrations

from assembly.core.languages import LANGUAGES
from assembly.core.sequences import reserve_key

from ._moved_facts import (
    APPOINTMENTS,
    CHAMBER_NAMES,
    COMPOSITIONS,
    KINDS,
    MOVED,
    NAMES,
    SEATS,
    WEBSITES,
    Conversion,
    Keys,
)

BATCH = 100
OLD_LABELS = {
    "delegations.formerparliament": NAMES,
    "delegations.formerparticipation": KINDS,
    "delegations.formerchamber": CHAMBER_NAMES,
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
    delegations = apps.get_model("delegations", "Delegation").objects
    people = apps.get_model("delegations", "Person").objects
    stored = stored_contents(apps)
    if not (delegations.exists() or people.exists() or stored):
        return
    roles = make_terms(apps, "Role", ROLES)
    kinds = make_terms(apps, "ParticipationKind", PARTICIPATION)
    slugs = [dict(records.values_list("pk", "slug")) for records in [people, delegations]]
    conversion = Conversion(Keys(highest_keys(apps, stored)), roles, kinds, *slugs)
    learned = Learned(stored)
    for delegation in delegations.order_by("pk"):
        write(apps, conversion.converted(live_content(apps, delegation)), learned, delegation)
    appointments = apps.get_model("delegations", "Appointment").objects
    for one in appointments.filter(delegation=None).order_by("pk"):
        key = f"{APPOINTMENTS}/{one.pk}"
        root = {f"delegations.person/{one.person_id}": {}, key: columns(one)}
        write(apps, conversion.converted(root), learned, None)
    for rows in stored:
        for pk in rows.values_list("pk", flat=True):
            row = rows.get(pk=pk)
            row.content = conversion.converted(row.content)
            row.save(update_fields=["content"])
    for label in [*MOVED, APPOINTMENTS]:
        model = apps.get_model(label)
        reserve_key(model, conversion.keys.next.get(label, 1) - 1)


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
    """Return the versions and working copies of delegations and people, those that there are."""
    kinds = apps.get_model("contenttypes", "ContentType").objects
    of = kinds.filter(app_label="delegations", model__in=["delegation", "person"])
    found = [
        apps.get_model("assembly", name).objects.filter(content_type__in=of).order_by("pk")
        for name in ["Version", "WorkingCopy"]
    ]
    return [rows for rows in found if rows.exists()]


def highest_keys(apps, stored):
    """Return the highest key in use per new label, in tables and stored contents."""
    found = Counter()
    for label in [*OLD_LABELS, COMPOSITIONS, SEATS]:
        keys = apps.get_model(label).objects.order_by("-pk").values_list("pk", flat=True)
        found[OLD_LABELS.get(label, label)] = next(iter(keys[:1]), 0)
    for rows in stored:
        for content in rows.values_list("content", flat=True).iterator(BATCH):
            for key in content:
                label, pk = key.split("/")
                label = OLD_LABELS.get(label, label)
                found[label] = max(found[label], int(pk))
    return found


class Learned:
    """When the site learned of rows, and of their ends: the first versions that have them."""

    def __init__(self, stored):
        self.rows, self.ends = {}, {}
        for versions in stored:
            if versions.model.__name__ != "Version":
                continue
            found = versions.filter(of_copy=False).values_list("made_at", "content")
            for moment, content in found.iterator(BATCH):
                for key, row in content.items():
                    label, pk = key.split("/")
                    key = f"{OLD_LABELS.get(label, label)}/{pk}"
                    self.rows.setdefault(key, moment)
                    if row.get("until"):
                        self.ends.setdefault(key, moment)


def live_content(apps, delegation):
    """Return a delegation with its rows as a snapshot."""
    found = {f"delegations.delegation/{delegation.pk}": columns(delegation)}
    for label, path in [
        ("delegations.chamber", "delegation"),
        ("delegations.formerchamber", "chamber__delegation"),
        ("delegations.formerparliament", "delegation"),
        ("delegations.formerparticipation", "delegation"),
        (COMPOSITIONS, "delegation"),
        (SEATS, "composition__delegation"),
        (APPOINTMENTS, "delegation"),
    ]:
        rows = apps.get_model(label).objects.filter(**{path: delegation.pk}).order_by("pk")
        found |= {f"{label}/{row.pk}": columns(row) for row in rows}
    return found


def columns(row):
    """Return a row as a snapshot has it: each text per language, dates as texts."""
    names = {field.name for field in row._meta.concrete_fields}
    found = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or f"{field.name}_{LANGUAGES[0]}" in names and field.name != "title_link":
            continue
        value = field.value_from_object(row)
        found[field.attname] = value.isoformat() if hasattr(value, "isoformat") else value
    if "role_name" in found:
        found["role"] = found.pop("role_name")
        found.pop("role_id", None)
    for name in ["identifier", "sequence", "statements", "recorded_at", "end_recorded_at"]:
        found.pop(name, None)
    return found


def write(apps, content, learned, delegation):
    """Write the rows that have moved, or are changed, to the tables."""
    for key, row in content.items():
        label, pk = key.split("/")
        if label not in {*MOVED, APPOINTMENTS}:
            continue
        model = apps.get_model(label)
        names = {field.attname for field in model._meta.concrete_fields}
        values = {name: value for name, value in row.items() if name in names}
        for field in model._meta.concrete_fields:  # the column of a text is its first language's
            if f"{field.name}_{LANGUAGES[0]}" in values:
                values[field.name] = values[f"{field.name}_{LANGUAGES[0]}"] or ""
        if "recorded_at" in names:
            known = learned.rows.get(key) or (delegation and delegation.updated_at)
            values |= {"recorded_at": known} if known else {}
            ended = learned.ends.get(key) or known
            values["end_recorded_at"] = ended if values.get("until") else None
        model.objects.update_or_create(pk=int(pk), defaults=values)


class Migration(migrations.Migration):

    dependencies = [
        ("assembly", "0018_long_lists"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("delegations", "0014_facts"),
    ]

    operations = [migrations.RunPython(move_facts)]
