"""Of any day, pages say what sources tell: so, last stated, one of several, or not recorded."""

import pytest

from assembly.core import clock

from .builders import in_both, make_chamber, make_composition, make_delegation, make_seats
from .days import (
    CHANGED,
    LAST_STATED,
    NOT_RECORDED,
    PAGE,
    REPORT,
    STATED,
    each_language,
    page_on,
    pages_on,
)
from .pages import lines, text

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def russia():
    """A delegation with the same numbers of seats in other words since an unknown day."""
    delegation = make_delegation(slug="country")
    upper = make_chamber(delegation)
    before = make_composition(
        delegation, statements=[REPORT], **in_both(lead_in="The delegation consists of")
    )
    make_seats(before, chamber=upper, number=12, **in_both(described_as="members of the Council"))
    now = make_composition(
        delegation, statements=[PAGE], **in_both(lead_in="The delegation is represented by")
    )
    make_seats(now, chamber=upper, number=12, **in_both(described_as="senators"))
    return delegation


BEFORE = "The delegation consists of 12 members of the Council."
NOW = "The delegation is represented by 12 senators."


@each_language
def test_before_the_first_statement_nothing_is_recorded(client, code, russia):
    for page in pages_on(client, code, "2017-12-21"):
        assert NOT_RECORDED[code] in lines(page)
        assert not {BEFORE, NOW} & set(lines(page))


@each_language
def test_on_the_day_of_a_statement_it_was_so(client, code, russia):
    for page in pages_on(client, code, "2017-12-22"):
        assert {BEFORE, STATED[code]} <= set(lines(page))
        assert NOW not in lines(page)
        assert CHANGED[code] not in text(page)


@each_language
def test_between_the_statements_of_two_states_both_are_shown_apart(client, code, russia):
    for page in pages_on(client, code, "2020-05-05"):
        found = lines(page)
        assert {BEFORE, NOW, CHANGED[code], STATED[code]} <= set(found)
        assert found.index(BEFORE) < found.index(NOW)
        assert not any("consists of 12 senators" in line for line in found)


@each_language
def test_each_of_two_states_has_its_own_drawing_and_table(client, code, russia):
    page = page_on(client, code, "2020-05-05").content.decode()

    [(one, other)] = [page.split("alternatives__one")[1:]]
    assert (BEFORE in one, NOW in one) == (True, False)
    assert (BEFORE in other, NOW in other) == (False, True)
    for block in [one, other]:
        assert block.count('<figure class="hemicycle">') == block.count("<table") == 1


@each_language
def test_after_the_last_statement_the_source_line_says_so(client, code, russia):
    for page in [page_on(client, code), *pages_on(client, code, "2026-01-01")]:
        assert {NOW, LAST_STATED[code]} <= set(lines(page))
        assert BEFORE not in lines(page)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "en",
            "Start date not recorded. First stated on 22 December 2017 (Report), last on "
            "14 September 2025 (Page).",
        ),
        (
            "ru",
            "Дата начала не указана. Первые сведения – от 22 декабря 2017 г. (Report), "
            "последние – от 14 сентября 2025 г. (Page).",
        ),
    ],
)
def test_between_two_statements_of_one_state_it_was_so(client, code, said):
    delegation = make_delegation(slug="country")
    make_composition(delegation, statements=[PAGE, REPORT], seats=[5])

    found = lines(page_on(client, code, "2020-05-05"))

    assert {"The delegation consists of 5 deputies.", said} <= set(found)


@pytest.mark.parametrize(
    ("code", "undated", "changed"),
    [
        (
            "en",
            "Start date not recorded. Stated by a source without a date: A page.",
            "It was one of these; the change came by ",
        ),
        (
            "ru",
            "Дата начала не указана. Указано в источнике без даты: A page.",
            "Верно одно из указанного; изменение произошло не позднее ",
        ),
    ],
)
def test_two_states_without_a_day_come_in_their_order(client, code, undated, changed):
    delegation = make_delegation(slug="country")
    for place, number in [(1, 7), (2, 6)]:
        make_composition(delegation, sequence=place, stated=[None], seats=[number])

    today, then = lines(page_on(client, code)), lines(page_on(client, code, "2020-05-05"))

    assert "The delegation consists of 6 deputies." in today
    assert "The delegation consists of 7 deputies." not in today
    assert undated in today
    assert "The delegation consists of 6 deputies." in then
    assert "The delegation consists of 7 deputies." in then
    assert any(line.startswith(changed) for line in then)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Stated in December 2017: A page."),
        ("ru", "Сведения от декабря 2017 г.: A page."),
    ],
)
def test_a_source_of_which_only_the_month_is_known(client, code, said):
    delegation = make_delegation(slug="country")
    make_composition(delegation, stated=["2017-12"], seats=[5])
    make_composition(delegation, statements=[PAGE], seats=[6])

    page = text(page_on(client, code, "2018-05-05"))

    assert said in page


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "en",
            "It was so, or not yet; it began between 1 March 2021 and 31 March 2021. "
            "In force since March 2021.",
        ),
        (
            "ru",
            "На этот день уже так либо ещё нет: начало – между 1 марта 2021 г. и "
            "31 марта 2021 г. Действует с марта 2021 г.",
        ),
    ],
)
def test_within_the_month_of_a_beginning_it_may_not_yet_be_so(client, code, said):
    delegation = make_delegation(slug="country")
    make_composition(delegation, since="2021-03", stated=[], seats=[5])

    assert said in text(page_on(client, code, "2021-03-15"))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "It was so, or no longer; it ended between 1 March 2021 and 31 March 2021."),
        (
            "ru",
            "На этот день ещё так либо уже нет: окончание – между 1 марта 2021 г. и "
            "31 марта 2021 г.",
        ),
    ],
)
def test_within_the_month_of_an_end_it_may_no_longer_be_so(client, code, said):
    delegation = make_delegation(slug="country")
    make_composition(delegation, since="2020", until="2021-03", stated=[], seats=[5])

    assert said in text(page_on(client, code, "2021-03-15"))
    assert NOT_RECORDED[code] in text(page_on(client, code, "2021-04-01"))


@pytest.mark.parametrize(
    ("code", "said", "cite"),
    [
        (
            "en",
            "1 March 2999 is a day to come. This page shows it as announced so far.",
            "Cite this page",
        ),
        (
            "ru",
            "1 марта 2999 г. – будущая дата. Страница показывает то, что объявлено к "
            "настоящему времени.",
            "Как сослаться на страницу",
        ),
    ],
)
def test_a_day_to_come_says_so_and_offers_no_citation(client, code, said, cite):
    make_composition(make_delegation(slug="country"), since="2021", seats=[5])

    for page in pages_on(client, code, "2999-03-01"):
        assert said in lines(page)
        assert cite not in text(page)
        assert "&cited=" not in text(page)
    today = page_on(client, code, "2026-01-01")
    assert cite in text(today)
    assert f"?on=2026-01-01&cited={clock.today().isoformat()}" in text(today)
