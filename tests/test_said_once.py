"""Pages of a delegation say each thing once, in words that agree with what they list."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection

from assembly.core import clock
from delegations.models import Role, SeatKind

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_composition,
    make_delegation,
    make_participation,
    make_person,
    make_seats,
    says,
    seat_kind,
)
from .days import PAGE, REPORT, each_language, page_on
from .forms import change_page
from .pages import lines, text

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ENVOY = "plenipotentiary-representative"


@pytest.fixture
def delegation():
    return make_delegation(slug="country", kind=None)


def make_kinds():
    found = [seat_kind("representatives"), seat_kind("substitutes")]
    for order, kind in enumerate(found, 1):
        SeatKind.objects.filter(pk=kind.pk).update(order=order)
    return found


@pytest.mark.parametrize(
    ("code", "named", "nobody"),
    [
        ("en", "not named in the source", "not recorded"),
        ("ru", "в источнике не назван", "не указан"),
    ],
)
@pytest.mark.parametrize("statements", [[], [says(**in_both(title=""))], [PAGE]], ids=str)
def test_only_a_source_can_leave_somebody_unnamed(
    client, code, named, nobody, statements, delegation
):
    Role.objects.create(slug="envoy", order=1, expected=True, **in_both(name="envoy"))
    make_composition(delegation, seats=[5], statements=statements)

    [line] = [one for one in lines(page_on(client, code)) if one.startswith("Envoy: ")]

    assert (named in line, nobody in line) == (statements == [PAGE], statements != [PAGE])


@each_language
def test_the_chart_keeps_kinds_of_seats_apart_and_tells_only_changes(client, code, delegation):
    kinds = make_kinds()
    for place, numbers in enumerate([(5, 5), (5, 5), (5, 4), (10, 4)], 1):
        composition = make_composition(delegation, stated=[], sequence=place)
        for kind, number in zip(kinds, numbers, strict=True):
            make_seats(composition, chamber=None, kind=kind, number=number)

    page = client.get(f"/{code}/delegations/country/history/")

    html = page.content.decode()
    heights = [float(y) for y in re.findall(r'class="chart__point"[^>]* cy="([\d.]+)"', html)]
    assert heights == [80.0, 80.0, 8.0]
    found = text(page)
    first, then = {"en": ("{} at first", "then {}"), "ru": ("сначала {}", "затем {}")}[code]
    assert first.format("representatives – 5, substitutes – 5") in found
    assert found.count(then.format("representatives – 5, substitutes – 4")) == 1
    assert then.format("representatives – 5, substitutes – 5") not in found


@pytest.mark.parametrize(
    ("numbers", "total"),
    [((5, 4), "representatives – 5, substitutes – 4"), ((7,), "7")],
)
def test_the_form_of_seats_adds_up_each_kind_alone(admin_client, delegation, numbers, total):
    composition = make_composition(delegation)
    for kind, number in zip(make_kinds(), numbers, strict=False):
        make_seats(composition, chamber=None, kind=kind, number=number)

    found = text(admin_client.get(change_page(composition)))

    assert re.search(f"total seats:? {total} ", found, re.IGNORECASE)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "No seats of the Diet: it was dissolved."),
        ("ru", "Мест the Diet нет: it was dissolved."),
    ],
)
def test_a_chamber_first_recorded_without_seats_says_why(client, code, said, delegation):
    chamber = make_chamber(delegation, name="Diet")
    make_seats(
        make_composition(delegation), chamber=chamber, number=0, **in_both(note="it was dissolved")
    )

    assert said in text(client.get(f"/{code}/delegations/country/history/"))


@each_language
def test_seats_are_headed_by_the_nearest_name_of_their_chamber(client, code, delegation):
    chamber = make_chamber(delegation, name="Diet")
    chamber.names.update(statements=[], since="2020-01-01", until="2021-01-01")
    make_seats(make_composition(delegation, stated=["2015"]), chamber=chamber, number=5)

    found = lines(page_on(client, code))

    assert "Diet" in found
    assert "deputies" not in found


@pytest.mark.parametrize(("code", "kind"), [("en", "lower"), ("ru", "нижняя")])
def test_a_chamber_without_a_name_is_called_by_its_kind_once(client, code, kind, delegation):
    chamber = make_chamber(delegation)
    chamber.names.all().delete()
    make_seats(make_composition(delegation), chamber=chamber, number=5)

    html = page_on(client, code).content.decode()

    [table] = re.findall(r"<tbody>.*?</tbody>", html, re.DOTALL)
    assert table.lower().count(kind) == 1


@pytest.mark.parametrize(
    ("code", "badge", "source"),
    [
        ("en", "Member since 1 January 2010", "Start date: Page."),
        ("ru", "Member с 1 января 2010 г.", "Дата начала: Page."),
    ],
)
def test_a_first_day_of_participation_is_said_once(client, code, badge, source, delegation):
    day = {"since": "2010-01-01"}
    began = {**PAGE, "says": "began"}
    make_participation(delegation, **day, statements=[began])

    found = lines(page_on(client, code))

    assert {badge, source} <= set(found)
    assert text(page_on(client, code)).count("2010") == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Announced on 5 December 2009: Page."),
        ("ru", "По объявлению от 5 декабря 2009 г.: Page."),
    ],
)
def test_an_announced_participation_names_the_announcement(client, code, said, delegation):
    began = {**PAGE, "says": "began", "day": "2009-12-05"}
    make_participation(delegation, since="2010-01-01", statements=[began])

    assert said in lines(page_on(client, code))


@pytest.mark.parametrize(
    ("code", "sentence", "row"),
    [
        ("en", "1 of 5 members is named. Perhaps 1 more.", "named: 1, perhaps 1 more"),
        (
            "ru",
            "Назван 1 из 5 членов делегации. Возможно, ещё 1.",
            "названо: 1, возможно, ещё 1",
        ),
    ],
)
def test_who_may_not_have_begun_is_counted_apart(client, code, sentence, row, delegation):
    make_composition(delegation, seats=[5])
    make_appointment(delegation=delegation)
    make_appointment(delegation=delegation, since="2025", stated=[])

    found = lines(page_on(client, code, "2025-06-01"))

    assert sentence in found
    assert any(line.endswith(row) for line in found)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Envoy: not named in this language"),
        ("ru", "Envoy: имя на этом языке не указано"),
    ],
)
def test_a_post_whose_holder_has_no_name_in_the_language_is_told(client, code, said, delegation):
    make_participation(delegation)
    person = make_person(**{f"name_{code}": ""})
    make_appointment(delegation=delegation, role=ENVOY, person=person)
    Role.objects.update(**in_both(name="envoy"))

    assert said in lines(page_on(client, code))
    assert said in text(client.get(f"/{code}/"))


@each_language
def test_members_of_one_day_are_told_in_the_order_of_their_source(client, code, delegation):
    for place, name in enumerate(["Zoe", "Ann", "Max"]):
        person = make_person(slug=name.lower(), **in_both(name=name))
        make_appointment(delegation=delegation, person=person, order=place, since="2020-01-01")

    told = text(client.get(f"/{code}/delegations/country/history/"))

    assert told.index("Zoe") < told.index("Ann") < told.index("Max")


@pytest.mark.parametrize(("code", "either"), [("en", "or"), ("ru", "или")])
def test_possible_holders_come_the_earliest_first(client, code, either, delegation):
    make_participation(delegation)
    delegation.published_at = datetime(2017, 1, 1, tzinfo=UTC)
    delegation.save()
    for name, source in [("Zed", REPORT), ("Abe", PAGE)]:
        person = make_person(slug=name.lower(), **in_both(name=name))
        make_appointment(delegation=delegation, role=ENVOY, person=person, statements=[source])

    with clock.preview_at(datetime(2020, 5, 5, tzinfo=UTC)):
        assert f"Zed {either} Abe" in text(client.get(f"/{code}/"))


@each_language
def test_a_year_is_newer_than_its_days_in_the_history(client, code, delegation):
    for slug, since in [("day", "2025-02-21"), ("year", "2025"), ("wrong", "2025-04-30")]:
        person = make_person(**in_both(name=slug.title()))
        wrong = make_appointment(delegation=delegation, person=person, since=since, stated=[])
    update = "UPDATE delegations_appointment SET since = '2025-04-31' WHERE id = %s"
    with connection.cursor() as cursor:  # no form and no file can write it
        cursor.execute(update, [wrong.pk])

    told = text(client.get(f"/{code}/delegations/country/history/"))

    assert told.index("Year") < told.index("Day")
