"""Numbers, days and moments are formatted by the rules of the page's language."""

import re
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from assembly.core.numbers import format_number
from assembly.templatetags.dates import moment
from delegations.history import changes
from delegations.models import Delegation
from news.models import Attachment

from .builders import make_article, make_attachment, make_composition, make_delegation
from .pages import text

pytestmark = [pytest.mark.once, pytest.mark.django_db]

EVENING = datetime(2025, 9, 13, 21, 30, tzinfo=UTC)  # when it is the next day in Moscow


def read(client, address, code):
    return client.get(f"/{code}{address}").content.decode()


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [(0, "0", "0"), (999, "999", "999"), (10_000, "10,000", "10\xa0000")],
)
def test_thousands_are_separated(number, english, russian):
    assert format_number(number) == english
    with override("ru"):
        assert format_number(number) == russian


@pytest.mark.parametrize(("code", "thousand"), [("en", "1,000"), ("ru", "1\xa0000")])
def test_seats_are_formatted_alike_everywhere(client, code, thousand):
    delegation = make_delegation(slug="large")
    make_composition(delegation, since="2020", stated=[], seats=[1000])
    composition = make_composition(delegation, since="2021", seats=[1000, 1000])
    with override(code):
        assert f" {thousand} deputies" in Delegation.objects.with_facts().get().composition.sentence
        told = " ".join(one.text for one in changes(Delegation.objects.with_history().get()))
    page = read(client, "/delegations/large/", code)
    history = read(client, "/delegations/large/history/", code)

    assert composition.total == 2000
    assert f'<td class="seats__number">{thousand}</td>' in page
    assert f'<td class="seats__number">2{thousand[1:]}</td>' in page
    assert f"2{thousand[1:]} " in read(client, "/", code)
    assert f"2{thousand[1:]} " in history
    assert f": {thousand}." in told


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["1 seat", "2 seats", "5 seats", "11 seats", "21 seats", "1,000 seats"]),
        ("ru", ["1 место", "2 места", "5 мест", "11 мест", "21 место", "1 000 мест"]),
    ],
)
def test_nouns_agree_with_their_number(client, code, expected):
    for number in [1, 2, 5, 11, 21, 1000]:
        make_composition(make_delegation(), seats=[number])

    page = text(client.get(f"/{code}/"))

    for said in expected:
        assert re.search(rf"(?<!\d){said}(?!\w)", page), said


@pytest.mark.parametrize(
    ("code", "day", "month"),
    [("en", "14 September 2025", "September 2025"), ("ru", "14 сентября 2025 г.", "Сентябрь 2025")],
)
def test_days_are_in_the_assemblys_time_zone_and_months_alone_are_not_declined(
    client, code, day, month
):
    make_article(slug="evening", published_at=EVENING)

    for address in ["/", "/news/", "/news/evening/", "/news/2025/9/"]:
        page = read(client, address, code)
        assert f'<time datetime="2025-09-14T00:30:00+03:00">{day}</time>' in page, address
    assert f"<h1>{month}: " in read(client, "/news/2025/9/", code)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "14 September 2025, 00:30 Moscow time"),
        ("ru", "14 сентября 2025 г., 0:30 по московскому времени"),
    ],
)
def test_a_moment_names_its_time_zone(code, said):
    with override(code):
        assert moment(EVENING) == said


@pytest.mark.parametrize(("code", "size"), [("en", "1.5\xa0MB"), ("ru", "1,5\xa0МБ")])
def test_sizes_of_documents(client, code, size):
    make_attachment(make_article(slug="with-minutes"))
    Attachment.objects.update(size=1_572_864)

    assert f"PDF, {size}" in read(client, "/news/with-minutes/", code)
