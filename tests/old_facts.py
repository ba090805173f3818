"""A site of before facts had statements, at migration 0013 of the delegations."""

import json
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from assembly.core.languages import LANGUAGES
from assembly.newsroom.models import Action, Version, WorkingCopy
from delegations.models import Delegation

from .builders import in_both

BEFORE = "0013_folded_names"
SHIPPED = json.loads((settings.BASE_DIR / "fixtures" / "delegations.json").read_text())
DAY_OF_THE_SHIPPED = "2025-09-14"

ROWS = {  # of a delegation, in the order of its snapshots
    "Chamber": "delegation",
    "FormerChamber": "chamber__delegation",
    "FormerParliament": "delegation",
    "FormerParticipation": "delegation",
    "Composition": "delegation",
    "Seats": "composition__delegation",
    "Appointment": "delegation",
}
FACTS = ["FormerChamber", "FormerParliament", "FormerParticipation", "Composition", "Appointment"]


class OldSite:
    """Makes rows by the models of that time, and versions of them."""

    def __init__(self, apps):
        self.apps = apps

    def model(self, name):
        return self.apps.get_model("delegations", name)

    def make(self, model, **values):
        """Make a row; a text in English is also the value of its untranslated column."""
        texts = {
            name.removesuffix("_en"): text for name, text in values.items() if name.endswith("_en")
        }
        return self.model(model).objects.create(**texts, **values)

    def snapshot(self, root):
        """Return a delegation or a person as versions of that time had it."""
        rows, kind = [root], root._meta.model_name
        if kind == "person":
            rows += self.model("Appointment").objects.filter(person=root.pk, delegation=None)
        else:
            for name, path in ROWS.items():
                rows += self.model(name).objects.filter(**{path: root.pk}).order_by("pk")
        return {f"{row._meta.label_lower}/{row.pk}": _columns(row) for row in rows}

    def save_version(self, root, moment, **more):
        kind = ContentType.objects.get(app_label="delegations", model=root._meta.model_name)
        of = {"content_type": kind, "object_id": root.pk, "title": "Title", "made_at": moment}
        values = {"content": self.snapshot(root), "action": Action.SAVED, **of}
        return Version.objects.create(**{**values, **more})

    def sources(self):
        """Return the day, the title and the address of each source."""
        return {
            (str(row.confirmed_on), row.source_title_en or "", row.source_url)
            for name in FACTS
            for row in self.model(name).objects.all()
        }


def _columns(row):
    left_out = {"id", *(Delegation.workflow_fields if "country" in row.__dict__ else ())}
    found = {}
    for field in row._meta.concrete_fields:
        if field.name in left_out or hasattr(row, f"{field.name}_{LANGUAGES[0]}"):
            continue
        value = getattr(row, field.attname)
        if value is None and field.name.rpartition("_")[2] in LANGUAGES:
            value = ""
        found[field.attname] = value.isoformat() if hasattr(value, "isoformat") else value
    return found


def moment(year):
    return datetime(year, 6, 1, 12, tzinfo=UTC)


def source(day, letter, **more):
    return {"confirmed_on": day, **in_both(source_title=f"Source {letter}"), **more}


def make_site(old):
    """Make a delegation with states of each kind, another, a secretary, and what is shipped."""
    country = _make_country(old)
    _make_with_unordered_names(old)
    since = {"since": "2021-01", **source("2025-09-14", "of the secretary")}
    person = _appoint(old, "secretary", "executive_secretary", title_link="dash", **since)
    old.save_version(person, moment(2022))
    _make_shipped_content(old)
    for one in old.model("Delegation").objects.exclude(country__startswith="X"):
        old.save_version(one, moment(2025))
    for name in ["Composition", "Appointment"]:  # staff have confirmed some of it since
        shipped = old.model(name).objects.filter(delegation__slug="belarus")
        shipped.update(confirmed_on="2026-03-03")
    return country


def _make_country(old):
    made = old.make(
        "Delegation",
        slug="country",
        country="XA",
        status="published",
        published_at=moment(2023),
        updated_at=moment(2023),
        participation="member",
        participation_since="2019",
        stale={
            "lead_in_ru": {"source": "lead_in_en", "before": "It has"},
            "title_ru": {"source": "title_en", "before": "Land"},
        },
        **in_both(title="Country", parliament="New", lead_in="It is represented by"),
        **in_both(participation_note="by a treaty"),
    )
    of = {"delegation": made}
    chamber = old.make(
        "Chamber",
        slug="house",
        kind="single",
        **of,
        **in_both(name="House", name_of="the House", website="https://house.example.org"),
    )
    names = in_both(name="Council", name_of="the Council")
    told = source("2011-01-01", "of the Council")
    old.make("FormerChamber", chamber=chamber, until="2012", **names, **told)
    words = {**of, **in_both(lead_in="It consists of")}
    of_the_first = {"until": "2015", **source("2014-05-05", "of the first name")}
    old.make("FormerParliament", **words, **in_both(parliament="Old"), **of_the_first)
    address = {"source_url": "https://example.org/lead-in"}
    of_the_words = {"until": "2024-02", **source("2023-05-05", "of the lead-in", **address)}
    old.make("FormerParliament", **words, **in_both(parliament="New"), **of_the_words)
    told = source("2020-01-01", "of the end")
    old.make("FormerParticipation", until="2019", participation="observer", **of, **told)
    for since, day, number in [(None, "2013-03-03", 5), ("2018", "2025-09-14", 7)]:
        _seat(old, chamber, number, since=since, **source(day, f"of {number}"))
    _appoint(old, "ann", "plenipotentiary_representative", made, **source("2025-09-14", "of Ann"))
    ended = {"until": "2020", **source("2020-02-02", "of Bob")}
    _appoint(old, "bob", "plenipotentiary_representative", made, **ended)
    old.save_version(
        made, moment(2024), note_code="still_correct", note_values={"field": "lead_in_ru"}
    )
    announced = {"since": "2026-01-15", **source("2025-12-01", "of the announcement")}
    _appoint(old, "cat", "head", made, title_link="dash", announced=True, **announced)
    _edit(old, made, old.save_version(made, moment(2025)))
    return made


def _edit(old, delegation, version):
    """Make a working copy with edits of the delegation's name, its seats and an office."""
    content = old.snapshot(delegation)
    for key, row in content.items():
        if key.startswith("delegations.delegation/"):
            row |= {"title_en": "Edited", "parliament_en": "Edited name"}
        if row.get("number") == 7:
            row["number"] = 9
        if row.get("role") == "head":
            row |= {"confirmed_on": "2026-02-02", "announced": False}
    of = {"content_type": version.content_type, "object_id": delegation.pk, "base": version}
    WorkingCopy.objects.create(content=content, updated_at=moment(2025), **of)
    old.save_version(delegation, moment(2026), content=content, of_copy=True)


def _make_with_unordered_names(old):
    texts = in_both(title="Unordered", parliament="Third", lead_in="It has")
    made = old.make("Delegation", slug="unordered", country="XB", participation="member", **texts)
    for name, days in [
        ("First", {"until": "2015"}),
        ("Second", {"since": "2010", "until": "2024"}),
    ]:
        words = in_both(parliament=name, lead_in="It has")
        told = source("2014-05-05", f"of {name}")
        old.make("FormerParliament", delegation=made, **words, **days, **told)


def _seat(old, chamber, number, **days):
    composition = old.make("Composition", delegation=chamber.delegation, **days)
    words = in_both(described_as="deputies")
    old.make("Seats", composition=composition, chamber=chamber, number=number, **words)


def _appoint(old, slug, role, delegation=None, title_link="comma", **days):
    person = old.make("Person", slug=slug, **in_both(name=slug, sort_name=slug))
    of = {"person": person, "delegation": delegation, "role": role, "title_link": title_link}
    old.make("Appointment", **of, **in_both(title=f"Title of {slug}"), **days)
    return person


def _make_shipped_content(old):
    """Make what the content files have, as they had it at the time."""
    told = source(DAY_OF_THE_SHIPPED, "of all")
    texts, made = {}, {}
    for one in SHIPPED:
        fields = one["fields"]
        if body := fields.get("delegation") or fields.get("chamber"):
            columns = {name: text for name, text in fields.items() if name[-3:] in ["_en", "_ru"]}
            texts.setdefault(tuple(body), {}).update(columns)
    for one in SHIPPED:
        model, fields = one["model"].partition(".")[2], dict(one["fields"])
        key = (*fields.get("delegation", []), fields.get("slug")) if "slug" in fields else ()
        columns = texts.get(key, {})
        if model == "delegation":
            names = ["parliament", "lead_in"]
            words = {n: t for n, t in columns.items() if n.startswith(tuple(names))}
            made[key] = old.make("Delegation", **fields, **words)
        elif model == "chamber":
            addresses = {
                f"website_{code}": columns.pop(f"address_{code}", "") for code in ["en", "ru"]
            }
            names = {n: t for n, t in columns.items() if n.startswith("name")}
            fields["delegation"] = made[key[:1]]
            made[key] = old.make("Chamber", **fields, **names, **addresses)
        elif model == "composition":
            delegation = tuple(fields["delegation"])
            made["seats", *delegation] = old.make(
                "Composition", delegation=made[delegation], **told
            )
        elif model == "seats":
            seats = {"composition": made["seats", fields.pop("composition")[0]]}
            fields["chamber"] = made[tuple(fields["chamber"])]
            old.make("Seats", **{**fields, **seats})
        elif model == "person":
            made["person", fields["slug"]] = old.make("Person", **fields)
        elif model == "appointment":
            old.make(
                "Appointment",
                person=made["person", fields["person"][0]],
                delegation=made[tuple(fields["delegation"])] if fields["delegation"] else None,
                role=fields["role"][0].replace("-", "_"),
                title_link=fields["title_link_en"],
                **{f"title_{code}": fields[f"title_{code}"] for code in ["en", "ru"]},
                **told,
            )
