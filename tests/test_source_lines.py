"""Below each fact stands since when it is so and who said it, each with its own source."""

import pytest

from .builders import (
    in_both,
    make_appointment,
    make_composition,
    make_delegation,
    make_person,
    says,
)
from .days import PAGE, REPORT, each_language, page_on
from .pages import lines, text

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DECISION = {**in_both(title="Decision No. 5"), "address": "https://e.org/5"}


def began(day=None):
    return says(day, says="began", kind="decision", **DECISION)


def ended(day=None):
    return says(day, says="ended", kind="decision", **DECISION)


@pytest.mark.parametrize(
    ("code", "statements", "said"),
    [
        ("en", [began()], "In force since 1 March 2021 (Decision No. 5)."),
        ("ru", [began()], "Действует с 1 марта 2021 г. (Decision No. 5)."),
        (
            "en",
            [began("2021-02-05")],
            "In force since 1 March 2021, announced on 5 February 2021 (Decision No. 5).",
        ),
        (
            "ru",
            [began("2021-02-05")],
            "Действует с 1 марта 2021 г., по объявлению от 5 февраля 2021 г. (Decision No. 5).",
        ),
        ("en", [], "In force since 1 March 2021. Source not recorded."),
        ("ru", [], "Действует с 1 марта 2021 г. Источник не указан."),
        (
            "en",
            [says("2022-05-05", **in_both(title="")), began()],
            "In force since 1 March 2021 (Decision No. 5). Last stated on 5 May 2022: source not "
            "recorded",
        ),
    ],
)
def test_a_beginning_has_its_own_source(client, code, statements, said):
    make_composition(
        make_delegation(slug="country"), since="2021-03-01", statements=statements, seats=[5]
    )

    page = page_on(client, code)

    assert said in lines(page)
    assert ('<a href="https://e.org/5">Decision No. 5</a>' in page.content.decode()) == (
        "Decision" in said
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "en",
            "In office since 2010. Until 1 June 2020 (Decision No. 5). Stated on 22 December 2017: "
            "Report.",
        ),
        (
            "ru",
            "В должности с 2010 г. До 1 июня 2020 г. (Decision No. 5). Сведения от 22 декабря "
            "2017 г.: Report.",
        ),
    ],
)
def test_an_end_has_its_own_source(client, code, said):
    person = make_person(slug="person")
    days = {"since": "2010", "until": "2020-06-01"}
    make_appointment(person=person, **days, statements=[ended("2020-05-20"), REPORT])

    assert said in lines(client.get(f"/{code}/people/person/"))


@each_language
def test_a_source_titled_in_another_language_says_so(client, code):
    other = {"en": "ru", "ru": "en"}[code]
    source = says("2025-05-05", **{f"title_{code}": "", f"title_{other}": "Minutes"})
    make_composition(make_delegation(slug="country"), statements=[source], seats=[5])

    assert f'<span lang="{other}">Minutes</span>.' in page_on(client, code).content.decode()


@each_language
def test_no_source_is_repeated_of_facts_that_share_it(client, code):
    delegation = make_delegation(slug="country", parliament=None, kind=None)
    make_composition(delegation, statements=[PAGE])
    for role in ["head", "member", "member"]:
        make_appointment(delegation=delegation, role=role, statements=[PAGE])
    for _number in range(2):
        make_appointment(delegation=delegation, role="council-member", statements=[REPORT])

    shown = text(page_on(client, code))

    assert (shown.count("Page."), shown.count("Report.")) == (1, 1)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Held by somebody else since; the end date is not recorded."),
        ("ru", "Позднее должность занимает другое лицо; дата окончания не указана."),
    ],
)
def test_the_page_of_a_person_says_that_another_followed(client, code, said):
    delegation = make_delegation()
    people = [make_person(slug="former"), make_person(slug="present")]
    for person, source in zip(people, [REPORT, PAGE], strict=True):
        make_appointment(delegation=delegation, role="head", person=person, statements=[source])

    former, present = (
        lines(client.get(f"/{code}/people/{slug}/")) for slug in ["former", "present"]
    )

    assert said in former
    assert said not in present


@each_language
def test_texts_of_sources_are_escaped(client, code):
    source = says("2025-05-05", **in_both(title="<b>1 & 2</b>"))
    make_composition(make_delegation(slug="country"), statements=[source], seats=[5])

    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in page_on(client, code).content.decode()
