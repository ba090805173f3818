"""The site draws share images that show only public facts, within the frame."""

import re
from datetime import date
from io import BytesIO
from urllib.parse import urlsplit

import PIL.Image
import pytest

from assembly.pages import card_drawing
from assembly.pages.cards import Card
from delegations.cards import delegation_card_of
from delegations.models import Delegation

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_person,
)
from .page_head import head
from .pages import public_pages
from .publications import HIDDEN

pytestmark = pytest.mark.once

WORD = "Превысокомногорассмотрительствующий"
WORDS = "Заседание Совета Парламентской Ассамблеи о гармонизации законодательства "


def image(content):
    return PIL.Image.open(BytesIO(content)).convert("RGB")


def make_public_person(**given):
    return make_appointment(person=make_person(**given)).person


def make_seated_delegation(**given):
    delegation = make_delegation(**given)
    make_composition(delegation, seats=[7, 4])
    return delegation


each_page = pytest.mark.parametrize(
    "make", [make_article, make_seated_delegation, make_public_person]
)


@pytest.mark.django_db
@each_page
def test_each_page_has_a_share_image_with_a_permanent_address(client, make):
    one, other = (head(client, make().get_absolute_url())["og:image"] for _number in range(2))

    response = client.get(one)

    assert one != other
    assert image(response.content).size == (1200, 630)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in response.get("Vary", "")
    assert client.get(one, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.django_db
@each_page
def test_an_old_image_address_shows_what_is_public_now_and_is_cached_briefly(client, make):
    page = make()
    before = head(client, page.get_absolute_url())["og:image"]
    field = "name_en" if hasattr(page, "name_en") else "title_en"
    setattr(page, field, "Another")
    page.save()

    now = head(client, page.get_absolute_url())["og:image"]

    old, new = client.get(before), client.get(now)
    assert before != now
    assert old.content == new.content
    assert (old["ETag"], old["Cache-Control"]) == (new["ETag"], "public, max-age=300")


@pytest.mark.django_db
@pytest.mark.parametrize("hidden", [*HIDDEN, {"title_ru": ""}], ids=str)
@pytest.mark.parametrize("make", [make_article, make_seated_delegation])
def test_nothing_is_drawn_that_is_not_public(client, make, hidden):
    page = make(slug="page")
    address = head(client, page.get_absolute_url())["og:image"].replace("/en/", "/ru/")
    assert client.get(address).status_code == 200
    type(page).objects.update(**hidden)

    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_no_image_is_drawn_of_a_person_without_public_facts(client):
    make_person(slug="person")

    assert client.get("/en/cards/people/person.abc.png").status_code == 404
    assert client.get("/kk/cards/assembly.abc.png").status_code == 404


@pytest.mark.django_db
def test_seats_are_drawn_as_of_the_day(client):
    delegation = make_delegation(slug="country")
    make_composition(delegation, seats=[7], stated=["2019-01-01"])
    make_composition(delegation, since="2020", seats=[9])
    page = delegation.get_absolute_url()

    now, then = (head(client, f"{page}{day}")["og:image"] for day in ["", "?on=2019-01-01"])

    assert client.get(now).content != client.get(then).content
    for address in [now, then, head(client, f"{page}history/")["og:image"]]:
        assert "immutable" in client.get(address)["Cache-Control"]
    assert client.get(f"{now}?on=never").status_code == 404


@pytest.mark.django_db
def test_no_seats_are_drawn_of_a_day_on_which_either_of_two_may_be_right():
    delegation = make_delegation(slug="country")
    make_composition(delegation, seats=[7], stated=["2017-12-22"])
    make_composition(delegation, seats=[9], stated=["2025-09-14"])

    dots = {}
    for day in ["2017-12-22", "2020-05-05", "2026-01-01"]:
        found = Delegation.objects.with_facts(date.fromisoformat(day)).get()
        dots[day] = len(delegation_card_of(found, found.composition).dots)

    assert dots == {"2017-12-22": 7, "2020-05-05": 0, "2026-01-01": 9}


@pytest.mark.parametrize("card", [Card(title="Title"), Card(below="Below")], ids=["page", "cover"])
def test_the_assemblys_name_is_on_each_card(card):
    one, other = (card_drawing.draw(name, card) for name in ["One Assembly", "Two Assemblies"])

    assert one != other


@pytest.mark.parametrize("dots", [(), ((200, 100, 9, 1),)], ids=["text", "seats"])
@pytest.mark.parametrize("title", ["Belarus", WORDS * 3, WORD * 6, "x " * 100, "Ы" * 200], ids=len)
def test_every_title_fits_the_frame(title, dots):
    card = Card(title=title[:200], above=WORD * 9, below=WORDS * 9, dots=dots)

    drawn = image(card.draw())

    colours = {drawn.getpixel((x, y)) for x in [70, 1190] for y in range(140, 630, 3)}
    colours |= {drawn.getpixel((x, 600)) for x in range(0, 1200, 3)}
    assert colours == {drawn.getpixel((5, 625))}  # nothing but the background in the margins


def test_a_title_is_broken_only_where_necessary_and_completely_drawn():
    for title in [WORDS * 2, WORD * 2, f"a {WORD * 4} b"]:
        _font, lines = card_drawing.fitted(title, 1056, 300, card_drawing.TITLE_SIZES)
        assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    _font, lines = card_drawing.fitted(WORD * 40, 1056, 300, card_drawing.TITLE_SIZES)
    assert lines[-1].endswith("…")


def test_the_letters_of_both_alphabets_can_be_drawn():
    font = card_drawing.font_of("Regular", 30)
    missing = bytes(font.getmask("\U0010ffff"))

    for letter in "AZaz09АЯаяЁё«»–—“”…ҢңӨөҮү":
        assert bytes(font.getmask(letter)) != missing


@pytest.mark.django_db
def test_one_title_in_two_languages_has_two_images(client):
    page = make_article(**in_both(title="Brief")).get_absolute_url()

    assert head(client, page)["og:image"] != head(client, page.replace("/en/", "/ru/"))["og:image"]


@pytest.mark.usefixtures("content")
def test_no_two_pages_share_an_image(client):
    shown = {}
    for address, response in public_pages(client).items():
        found = re.search('og:image" content="([^"]*)', response.content.decode())
        if found and not re.search("/history/|/sheet/", address):  # of the same delegation
            card = client.get(found[1])
            assert card.status_code == 200, address
            shown.setdefault(card.content, set()).add(urlsplit(address).path)

    assert [pages for pages in shown.values() if len(pages) > 1] == []
