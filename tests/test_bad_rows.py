"""An invalid row is refused; one that exists anyway breaks no list and no feed."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from assembly.media.models import Image
from delegations.models import (
    Appointment,
    ChamberName,
    Composition,
    ParliamentName,
    Participation,
    Website,
)

from .builders import (
    make_appointment,
    make_article,
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_image,
    make_parliament_name,
    make_participation,
    make_person,
    make_website,
)
from .forms import list_page

pytestmark = pytest.mark.django_db

STATES = {
    ParliamentName: (make_parliament_name, "delegation"),
    Participation: (make_participation, "delegation"),
    ChamberName: (make_chamber_name, "chamber"),
    Website: (make_website, "chamber"),
    Composition: (make_composition, "delegation"),
}


def make_state(model, delegation, **given):
    make, body = STATES[model]
    return make(delegation if body == "delegation" else make_chamber(delegation), **given)


def set_raw(row, column, value):
    """Write a raw value into a column, bypassing all of Python's validation."""
    update = f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(update, [value, row.pk])


def load(tmp_path, label, fields):
    path = tmp_path / "content.json"
    path.write_text(json.dumps([{"model": label, "fields": fields}]))
    call_command("loaddata", path, verbosity=0)


def test_loading_an_invalid_date_is_refused_with_a_message(tmp_path):
    make_delegation(slug="country")
    fields = {"identifier": "first", "delegation": ["country"], "since": "2021-13"}

    with pytest.raises(CommandError, match=r"Composition.*2021-13.*Enter a day, a month or a year"):
        load(tmp_path, "delegations.composition", fields)


@pytest.mark.parametrize("nonsense", ["", "2021-13", "soon"])
@pytest.mark.parametrize("column", ["since", "until"])
@pytest.mark.parametrize("model", [*STATES, Appointment])
def test_an_invalid_date_breaks_no_page_or_feed(client, model, column, nonsense):
    delegation = make_delegation(slug="country")
    for since in ["2018", "2020", "2021"]:
        make_composition(delegation, seats=[5], since=since)
    office = make_appointment(delegation=delegation, person=make_person(slug="person"))
    row = office if model is Appointment else make_state(model, delegation, stated=["2017"])
    set_raw(row, column, nonsense)

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
