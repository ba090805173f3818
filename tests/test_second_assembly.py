"""The content of another assembly loads into an empty site, which then shows that assembly.

It has observers, partners, substitutes, vacant seats, a former member and presidents with dates.
"""

import json
import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from assembly.names import assembly_names
from delegations.models import Delegation

from .pages import public_pages, text

pytestmark = [pytest.mark.once, pytest.mark.django_db]

NAMES = {
    "ASSEMBLY_NAME_EN": "Parliamentary Assembly of the Council of Europe",
    "ASSEMBLY_NAME_RU": "Парламентская ассамблея Совета Европы",
    "ASSEMBLY_SHORT_NAME_EN": "PACE",
    "ASSEMBLY_SHORT_NAME_RU": "ПАСЕ",
}
OTHERS = re.compile("CSTO|ОДКБ|Tajikistan|Таджикистан", re.IGNORECASE)


@pytest.fixture
def pace(settings, monkeypatch):
    for variable, name in NAMES.items():
        monkeypatch.setenv(variable, name)
    names = assembly_names(["en", "ru"], default=({}, {}))
    settings.ASSEMBLY_NAME, settings.ASSEMBLY_SHORT_NAME = names
    call_command("loaddata", "pace/pace", verbosity=0)


def dump():
    out = StringIO()
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    call_command("dumpdata", "delegations", **natural, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.usefixtures("pace")
def test_loaded_twice_it_is_the_same():
    first = dump()

    call_command("loaddata", "pace/pace", verbosity=0)

    assert dump() == first


@pytest.mark.usefixtures("pace")
def test_each_fact_passes_the_checks_of_its_form():
    for delegation in Delegation.objects.all():
        for row in delegation.rows():
            row.full_clean()


@pytest.mark.usefixtures("pace")
def test_no_page_knows_the_first_assembly(client):
    pages = public_pages(client)

    assert len(pages) > 100
    assert {address for address, page in pages.items() if OTHERS.search(text(page))} == set()


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize(
    ("code", "sentence", "president", "secretary"),
    [
        (
            "en",
            "The delegation of the House of Representatives of the Republic of Cyprus to PACE "
            "consists of 3 representatives and 3 substitutes.",
            "President of PACE",
            "Secretary General of PACE",
        ),
        (
            "ru",
            "Делегация Палаты представителей Республики Кипр в ПАСЕ состоит из 3 представителей "
            "и 3 заместителей.",
            "Председатель ПАСЕ",
            "Генеральный секретарь ПАСЕ",
        ),
    ],
)
def test_its_sentences_and_officers_are_read_in_both_languages(
    client, code, sentence, president, secretary
):
    assert sentence in text(client.get(f"/{code}/delegations/cyprus/"))
    home = text(client.get(f"/{code}/"))
    assert NAMES[f"ASSEMBLY_NAME_{code.upper()}"] in home
    for title in [president, secretary]:
        assert title in home


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize(
    ("code", "since", "until"),
    [("en", "24 January 2022", "22 January 2024"), ("ru", "24 января 2022", "22 января 2024")],
)
def test_a_former_president_has_the_dates_that_sources_give(client, code, since, until):
    page = text(client.get(f"/{code}/people/tiny-kox/"))

    assert since in page
    assert until in page


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize(
    ("slug", "day", "kind"),
    [
        ("france", "2025-01-01", "member"),
        ("canada", "2025-01-01", "observer"),
        ("morocco", "2025-01-01", "partner"),
        ("russian-federation", "2022-02-24", "member"),
        ("russian-federation", "2022-03-01", "rights-suspended"),
        ("russian-federation", "2022-03-16", "former"),
        ("azerbaijan", "2024-01-24", "credentials-not-ratified"),
    ],
)
def test_participation_is_that_of_the_day(client, slug, day, kind):
    [delegation] = Delegation.objects.filter(slug=slug).with_facts(date.fromisoformat(day))

    assert delegation.on_day.kind.slug == kind
    for code in ["en", "ru"]:
        page = text(client.get(f"/{code}/delegations/{slug}/?on={day}"))
        assert getattr(delegation.on_day.kind, f"name_{code}").lower() in page.lower()


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize(
    ("slug", "seats"),
    [
        ("bosnia-and-herzegovina", [("representatives", 5, 5), ("substitutes", 5, 5)]),
        ("slovak-republic", [("representatives", 5, 1), ("substitutes", 5, 3)]),
        ("austria", [("representatives", 6, None), ("substitutes", 6, None)]),
    ],
)
def test_seats_are_vacant_only_where_a_source_says_so(slug, seats):
    [delegation] = Delegation.objects.filter(slug=slug).with_facts()

    rows = delegation.composition.seats.all()
    assert [(row.kind.slug, row.number, row.vacant) for row in rows] == seats
    assert {total for _kind, total in delegation.composition.totals} == {seats[0][1]}


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize(
    ("code", "seats", "reason"),
    [
        ("en", "6 representatives", "The Assembly did not ratify the credentials"),
        ("ru", "6 представителей", "Ассамблея не подтвердила полномочия делегации"),
    ],
)
def test_a_delegation_without_credentials_has_no_seats(client, code, seats, reason):
    before, now = (
        text(client.get(f"/{code}/delegations/azerbaijan/{query}"))
        for query in ["?on=2024-01-23", ""]
    )

    assert (seats in before, reason in before) == (True, False)
    assert (seats in now, reason in now) == (False, True)
