"""What the site knew of delegations at a moment: their facts, from the versions kept of them.

The records are made in memory only, and never saved.
"""

from collections import defaultdict
from dataclasses import dataclass

from assembly.newsroom.snapshots import model_and_pk, snapshot_fields, with_new_columns

from . import models
from .day_facts import facts_on
from .loading import facts_by, keep_related

# The records of other kinds that facts refer to, which may be gone; without them, nothing is told.
REFERENCES = {
    models.Participation: [("kind", models.ParticipationKind)],
    models.Appointment: [("person", models.Person), ("role", models.Role)],
    models.Seats: [("kind", models.SeatKind)],
}
OF_DELEGATION = {
    "chambers": models.Chamber,
    "parliament_names": models.ParliamentName,
    "participations": models.Participation,
    "compositions": models.Composition,
    "appointments": models.Appointment,
}


@dataclass(frozen=True)
class Terms:
    """The people, roles and kinds that versions refer to, as they are now, by model and key."""

    records: dict

    def find(self, model, pk):
        return self.records[model].get(pk)


def terms_of(versions):
    """Return the `Terms` that the facts of versions need, in a query for each kind of record."""
    keys = defaultdict(set)
    for version in versions:
        for key, row in version.content.items():
            model, _pk = model_and_pk(key)
            for name, referred in REFERENCES.get(model, []):
                keys[referred].add(row.get(f"{name}_id"))
    kinds = {referred for found in REFERENCES.values() for _name, referred in found}
    return Terms({kind: kind.objects.in_bulk(keys[kind] - {None}) for kind in kinds})


def delegation_then(version, day, terms, learned):
    """Return the delegation of a version, with what its facts said of a day as `on_day`.

    `learned` are the moments at which the site learned of facts, by model and key.
    """
    rows = defaultdict(list)
    for key, values in with_new_columns(version.content).items():
        model, pk = model_and_pk(key)
        record = _record(model, pk, values, terms)
        if record is not None:
            if hasattr(record, "recorded_at"):
                record.recorded_at = learned.get((model, pk), version.made_at)
            rows[model].append(record)
    [delegation] = rows[models.Delegation]
    _put_in_place(delegation, rows)
    delegation.on_day = facts_on(delegation, day, expected_roles=[])
    return delegation


def learned_moments(delegation):
    """Return when the site learned of the facts of a loaded delegation, by model and key."""
    bodies = [(delegation, [name for name in OF_DELEGATION if name != "chambers"])]
    bodies += [(chamber, ["names", "websites"]) for chamber in delegation.chambers.all()]
    return {
        (type(fact), fact.pk): fact.recorded_at
        for body, relations in bodies
        for relation in relations
        for fact in getattr(body, relation).all()
    }


def _record(model, pk, values, terms):
    """Return the record of a row of a snapshot; None if something that it needs is gone."""
    record = model(pk=pk)
    for field in snapshot_fields(model):
        setattr(record, field.attname, field.to_python(values[field.attname]))
    for name, referred in REFERENCES.get(model, []):
        key = getattr(record, f"{name}_id")
        found = terms.find(referred, key)
        if found is None and (key or not model._meta.get_field(name).null):
            return None
        setattr(record, name, found)
    return record


def _put_in_place(delegation, rows):
    """Give a delegation its rows, as if they were prefetched; see `load_states`."""
    chambers = {one.pk: one for one in rows[models.Chamber]}
    for relation, model in [("names", models.ChamberName), ("websites", models.Website)]:
        _keep(list(chambers.values()), "chamber", relation, rows[model])
    for one in [*rows[models.Seats], *rows[models.Appointment]]:
        one.chamber = chambers.get(one.chamber_id)
    ordered = sorted(rows[models.Seats], key=lambda row: (row.place, row.pk))
    _keep(rows[models.Composition], "composition", "seats", ordered)
    rows[models.Chamber].sort(key=lambda one: (one.order, one.slug))
    for relation, model in OF_DELEGATION.items():
        _keep([delegation], "delegation", relation, rows[model])


def _keep(records, body, relation, rows):
    found = facts_by(rows, f"{body}_id")
    for record in records:
        for row in found[record.pk]:
            setattr(row, body, record)
        keep_related(record, relation, found[record.pk])
