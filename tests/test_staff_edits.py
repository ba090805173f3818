"""Loading content files again keeps what staff edited since."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from delegations.models import Appointment, Composition, Delegation
from news.models import Article

from .builders import make_staff, says
from .forms import change_page, save, take

pytestmark = pytest.mark.django_db

SHIPPED = ["groups", "delegations", "news"]


def load(*files):
    out = StringIO()
    call_command("loaddata", *(files or SHIPPED), stdout=out)
    return out.getvalue()


@pytest.fixture
def publisher(content, client):
    user = make_staff("Publishers")
    client.force_login(user)
    return user


def test_a_corrected_text_stays(publisher, client):
    article = Article.objects.get()
    take(client, article, "approve", note="Corrected", title_en="A corrected title")

    said = load()

    article.refresh_from_db()
    assert article.title_en == "A corrected title"
    assert f"news.article/{article.slug}: kept as staff edited it: title_en." in said


def test_a_corrected_number_of_seats_stays(publisher, client):
    composition = Composition.objects.get(delegation__slug="kyrgyzstan")
    save(client, change_page(composition), **{"seats-0-number": 7})
    take(client, composition.delegation, "approve", note="Corrected")

    load()

    assert Composition.objects.get(delegation__slug="kyrgyzstan").seats.get().number == 7


def test_a_corrected_day_changes_no_other_record(publisher, client):
    appointment = Appointment.objects.get(person__slug="viktor-kogut")
    save(client, change_page(appointment), since="2024-02-01")
    take(client, appointment.delegation, "approve", note="Corrected")
    number = Appointment.objects.count()

    load()

    appointment.refresh_from_db()
    assert appointment.since == "2024-02-01"
    assert Appointment.objects.count() == number


def test_a_removed_statement_stays_removed_and_a_new_one_of_the_file_is_added(
    publisher, client, tmp_path
):
    composition = Composition.objects.get(delegation__slug="kyrgyzstan")
    save(client, change_page(composition), **{"statements-0-remove": "on"})
    take(client, composition.delegation, "approve", note="It says nothing of seats")
    [shipped] = [
        record
        for record in json.loads((settings.FIXTURE_DIRS[0] / "delegations.json").read_text())
        if record["model"] == "delegations.composition"
        and record["fields"]["delegation"] == ["kyrgyzstan"]
    ]
    shipped["fields"]["statements"].append(says("2017-12-22"))
    file = tmp_path / "later.json"
    file.write_text(json.dumps([shipped]))

    load(file)

    composition.refresh_from_db()
    assert composition.stated_days == ["2017-12-22"]


def test_what_nobody_edited_follows_the_file(publisher, client, tmp_path):
    delegation = Delegation.objects.get(slug="belarus")
    take(client, delegation, "approve", note="Corrected", title_en="Republic of Belarus")
    fields = {"slug": "belarus", "country": "BY", "title_en": "Belarus", "summary_en": "New."}
    state = {"status": "published", "published_at": delegation.published_at.isoformat()}
    file = tmp_path / "changed.json"
    record = {"model": "delegations.delegation", "fields": {**fields, **state}}
    file.write_text(json.dumps([record]))

    load(file)

    delegation.refresh_from_db()
    assert (delegation.title_en, delegation.summary_en) == ("Republic of Belarus", "New.")
