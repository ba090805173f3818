"""Every colour of the site is defined once, at the top of site.css, and read from there."""

import re
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest
from django.conf import settings
from django.core.management import call_command
from PIL import ImageChops, ImageColor, ImageStat

from assembly.core import colours
from assembly.core.colours import colour, palette
from assembly.pages import cards
from assembly.pages.cards import Card

pytestmark = pytest.mark.once

CODE = [
    path
    for folder in ["assembly", "delegations", "news", "templates"]
    for path in sorted((settings.BASE_DIR / folder).rglob("*"))
    if path.suffix in {".py", ".html", ".js", ".xml", ".css"}
]
TYPED = re.compile(
    r"(?<![\w&])#(?:[0-9a-f]{3,4}){1,2}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE
)
TOKENS = re.compile(r"^\s*--[\w-]+:[^;]*;", re.M)
ICONS = ["icon-192.png", "icon-512.png", "icon-maskable.png", "apple-touch-icon.png", "favicon.ico"]


def typed_colours(path):
    """Return the colours that a file defines, except the tokens at the top of a stylesheet."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        text = TOKENS.sub("", text)
    return TYPED.findall(text)


def image(path):
    with PIL.Image.open(path) as opened:
        return opened.convert("RGBA")


@pytest.fixture
def other_band(monkeypatch, tmp_path):
    """A stylesheet in which the band has another colour, in both colour schemes."""
    text = colours.STYLESHEET.read_text(encoding="utf-8")
    changed = re.sub(r"--band: #\w+;", "--band: #0a0b0c;", text)
    assert changed.count("#0a0b0c") == 2
    (tmp_path / "site.css").write_text(changed, encoding="utf-8")
    monkeypatch.setattr(colours, "STYLESHEET", tmp_path / "site.css")
    kept = [palette, cards._digest]
    for function in kept:
        function.cache_clear()
    yield "#0a0b0c"
    for function in kept:
        function.cache_clear()


def test_colours_are_defined_only_as_tokens():
    found = {str(path): typed_colours(path) for path in CODE}
    assert {path: own for path, own in found.items() if own} == {}


def test_a_hard_coded_colour_is_detected(tmp_path):
    for name, text in [
        ("a.py", 'NAVY = "#14365c"'),
        ("a.html", '<meta content="#FFF">'),
        ("a.js", "mark.style.color = 'rgb(0 0 0)'"),
        ("a.css", ":root {\n  --ink: #000;\n}\n\na {\n  color: #00000080;\n}\n"),
    ]:
        (tmp_path / name).write_text(text)
        assert len(typed_colours(tmp_path / name)) == 1, name
    (tmp_path / "b.html").write_text('<a href="#content">&#8211;</a>')
    assert typed_colours(tmp_path / "b.html") == []


def test_no_stylesheet_of_the_admin_repeats_a_colour_of_the_site():
    for path in CODE:
        if path.suffix == ".css" and path != colours.STYLESHEET:
            own = {found.lower() for found in TYPED.findall(path.read_text(encoding="utf-8"))}
            assert own.isdisjoint([*palette().values(), *palette("dark").values()]), path


def test_a_token_that_refers_to_another_has_its_colour():
    assert palette("dark")["gold"] == palette()["gold-on-band"]
    assert palette()["focus"] == palette()["dark-gold"]
    assert palette("dark")["band"] != palette()["band"]
    assert {len(value) for value in palette().values()} == {7}


@pytest.mark.django_db
def test_page_metadata_and_manifest_have_the_colours_of_the_stylesheet(client, other_band):
    page = client.get("/en/").content.decode()
    manifest = client.get("/en/manifest.webmanifest").json()

    assert re.findall(r'name="theme-color"[^>]* content="([^"]*)"', page) == [other_band] * 2
    assert (manifest["theme_color"], manifest["background_color"]) == (other_band, colour("paper"))


@pytest.mark.django_db
def test_the_admin_has_the_colours_of_the_stylesheet(client, other_band):
    response = client.get("/admin/colours.css")

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert f"  --brand-band: {other_band};\n" in response.content.decode()


def test_share_images_have_the_colours_of_the_stylesheet():
    card = Card(title="Title", dots=((200, 100, 40, 2),))
    drawn = PIL.Image.open(BytesIO(card.draw())).convert("RGB")

    found = {drawn.getpixel(place) for place in [(5, 5), (5, 118), (5, 620)]}
    assert found == {ImageColor.getrgb(colour(name)) for name in ["band", "gold", "paper"]}
    shown = {pixel for _number, pixel in drawn.getcolors(1000)}
    assert ImageColor.getrgb(colour("chamber-2")) in shown


def test_share_images_have_new_addresses_after_a_change_of_colour(request):
    before = Card(title="Title").digest

    request.getfixturevalue("other_band")

    assert Card(title="Title").digest != before


def test_the_icons_are_as_the_command_draws_them(tmp_path):
    call_command("draw_icons", folder=tmp_path)

    kept = Path(settings.BASE_DIR / "assembly/static/assembly")
    assert (kept / "icon.svg").read_text() == (tmp_path / "icon.svg").read_text()
    for name in ICONS:
        one, other = (image(folder / name) for folder in [kept, tmp_path])
        assert one.size == other.size
        apart = ImageStat.Stat(ImageChops.difference(one, other)).mean
        assert max(apart) < 1, f"{name}: run manage.py draw_icons"


def test_icons_are_drawn_in_the_colours_of_the_stylesheet(tmp_path, other_band):
    call_command("draw_icons", folder=tmp_path)

    assert f'fill="{other_band}"' in (tmp_path / "icon.svg").read_text()
    with PIL.Image.open(tmp_path / "icon-192.png") as icon:
        assert icon.getpixel((96, 20)) == (*ImageColor.getrgb(other_band), 255)
        assert icon.getpixel((96, 130)) == (*ImageColor.getrgb(colour("pale-gold")), 255)
        assert icon.getpixel((0, 0))[3] == 0
