"""An invalid row is refused; one that exists anyway breaks no list and no feed."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from assembly.media.models import Image
from delegations.models import (
    Appointment,
    Composition,
    Delegation,
    FormerChamber,
    FormerParliament,
    FormerParticipation,
)

from .builders import (
    CONFIRMED,
    in_both,
    make_appointment,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_image,
    make_person,
)
from .forms import list_page

pytestmark = pytest.mark.django_db

FORMER = {
    FormerParliament: in_both(parliament="Before", lead_in="It was"),
    FormerParticipation: {"participation": "observer"},
    FormerChamber: in_both(name="Before", name_of="the one before"),
}


def make_former(model, delegation, **given):
    body = make_chamber(delegation) if model is FormerChamber else delegation
    name = "chamber" if model is FormerChamber else "delegation"
    fields = {name: body, "until": "2020", "confirmed_on": CONFIRMED, **FORMER[model], **given}
    return model.objects.create(**fields)


def set_raw(row, column, value):
    """Write a raw value into a column, bypassing all of Python's validation."""
    update = f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(update, [value, row.pk])


def load(tmp_path, label, fields):
    path = tmp_path / "content.json"
    path.write_text(json.dumps([{"model": label, "fields": fields}]))
    call_command("loaddata", path, verbosity=0)


@pytest.mark.parametrize("model", FORMER)
def test_a_former_state_without_an_end_is_refused(model, tmp_path):
    former = make_former(model, make_delegation(slug="country"))
    key = ["country"] if model is not FormerChamber else ["country", former.chamber.slug]
    body = "chamber" if model is FormerChamber else "delegation"
    fields = {"confirmed_on": "2025-05-05", "until": None, body: key, **FORMER[model]}

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(until=None)
    with pytest.raises(CommandError, match=r"until: .*null") as refused:
        load(tmp_path, model._meta.label_lower, fields)

    assert model._meta.label in str(refused.value)
    assert model.objects.get().until == "2020"


def test_loading_an_invalid_date_is_refused_with_a_message(tmp_path):
    make_delegation(slug="country")
    fields = {"confirmed_on": "2025-05-05", "delegation": ["country"], "since": "2021-13"}

    with pytest.raises(CommandError, match=r"Composition.*2021-13.*Enter a day, a month or a year"):
        load(tmp_path, "delegations.composition", fields)


@pytest.mark.parametrize("nonsense", ["", "2021-13", "soon"])
@pytest.mark.parametrize(
    ("model", "column"),
    [
        *[(model, "until") for model in FORMER],
        *[(Composition, "since"), (Appointment, "since"), (Appointment, "until")],
        (Delegation, "participation_since"),
    ],
)
def test_an_invalid_date_breaks_no_page_or_feed(client, model, column, nonsense):
    delegation = make_delegation(slug="country")
    compositions = [
        make_composition(delegation, seats=[5], since=since) for since in ["2018", "2020", "2021"]
    ]
    appointment = make_appointment(delegation=delegation, person=make_person(slug="person"))
    rows = {Delegation: delegation, Composition: compositions[1], Appointment: appointment}
    set_raw(rows.get(model) or make_former(model, delegation), column, nonsense)

    for address in [
        *["/en/", "/en/delegations/", "/en/delegations/country/", "/en/people/person/"],
        *["/en/delegations/country/history/", "/en/delegations/country/sheet/"],
        *["/feeds/changes.en.xml", "/feeds/changes/country.en.xml", "/sitemap-delegations.xml"],
        "/en/search/?q=parliament",
    ]:
        assert client.get(address).status_code == 200, address


def test_an_image_without_a_file_is_refused(tmp_path):
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.create(width=1, height=1)
    fields = {"name": "bare", "width": 1, "height": 1, "alt_en": "A hall"}
    with pytest.raises(CommandError, match=r"assembly.Image .*bare.*Choose a file for the image"):
        load(tmp_path, "assembly.image", fields)

    assert not Image.objects.exists()


def take_file(image):
    """Leave an image without its file, bypassing the database constraint."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("ALTER TABLE assembly_image DROP CONSTRAINT image_has_a_file")
        cursor.execute("UPDATE assembly_image SET file = '' WHERE id = %s", [image.pk])
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_an_image_without_a_file_breaks_no_page(client, publisher):
    image = make_image()
    article = make_article(slug="article", image=image)
    person = make_person(slug="person", photo=image)
    article.people.add(person)
    take_file(image)

    for address in [
        *["/en/", "/en/news/", "/en/news/article/", "/en/people/person/"],
        *["/sitemap.xml", "/sitemap-news.xml", "/feeds/news.en.xml", "/en/search/?q=article"],
    ]:
        assert client.get(address).status_code == 200, address
    client.force_login(publisher)
    for record in [image, article, person]:
        listed = list_page(type(record))
        for address in [listed, f"{listed}{record.pk}/change/"]:
            assert client.get(address).status_code == 200, address
