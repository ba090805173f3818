"""Draws share images."""

from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from assembly.core.colours import colour

from . import emblem

VERSION = 2  # raise it with every change of the drawing, so that no outdated image is shown
WIDTH, HEIGHT = 1200, 630
MARGIN = 72
BAND_HEIGHT = 116
SCALE = 4  # circles are drawn this many times larger and scaled down, for smooth edges

PAPER, INK, FAINT = colour("paper"), colour("ink"), colour("faint")
BAND, ON_BAND = colour("band"), colour("on-band")
GOLD, DARK_GOLD, PALE_GOLD = colour("gold"), colour("dark-gold"), colour("pale-gold")
CHAMBERS = [colour(f"chamber-{number}") for number in range(1, 7)]

TITLE_SIZES = [80, 72, 64, 56, 50, 44, 38]
SEATS = (480, 252)  # the size of the drawing of seats, in the proportions of `hemicycle`
HEMICYCLE = 400  # its width in the units of `hemicycle`


def draw(name, card):
    """Return the PNG of a card, with the assembly's name."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER if card.title else BAND)
    if card.title:
        _draw_page(image, name, card)
    else:
        _draw_cover(image, name, card)
    out = BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_page(image, name, card):
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, BAND_HEIGHT), fill=BAND)
    pen.rectangle((0, BAND_HEIGHT, WIDTH, BAND_HEIGHT + 5), fill=GOLD)
    image.paste(emblem.drawn(60, span=24), (MARGIN, (BAND_HEIGHT - 60) // 2))
    font, [line] = fitted(name, WIDTH - 2 * MARGIN - 88, 50, [40, 36, 32, 28, 24])
    pen.text((MARGIN + 88, BAND_HEIGHT // 2), line, ON_BAND, font, anchor="lm")
    width, top, bottom = WIDTH - 2 * MARGIN, BAND_HEIGHT + 52, HEIGHT - 56
    if card.dots:
        width -= SEATS[0] + 48
        image.paste(_seats(card.dots), (WIDTH - MARGIN - SEATS[0], (top + bottom - SEATS[1]) // 2))
    if card.above:
        font, [line] = fitted(card.above, width, 40, [28])
        pen.text((MARGIN, top), line, DARK_GOLD, font)
        top += 52
    if card.below:
        font, lines = fitted(card.below, width, 90, [34, 30], weight="Regular")
        bottom -= _height(font.size) * len(lines)
        _write(pen, (MARGIN, bottom), lines, font, FAINT)
        bottom -= 20
    font, lines = fitted(card.title, width, bottom - top, TITLE_SIZES)
    _write(pen, (MARGIN, top), lines, font, INK)


def _draw_cover(image, name, card):
    pen = ImageDraw.Draw(image)
    image.paste(emblem.drawn(220, span=24), ((WIDTH - 220) // 2, 62))
    font, lines = fitted(name, WIDTH - 2 * MARGIN, 170, TITLE_SIZES)
    top = 320
    for line in lines:
        pen.text((WIDTH // 2, top), line, ON_BAND, font, anchor="ma")
        top += _height(font.size)
    pen.rectangle((WIDTH // 2 - 60, top + 22, WIDTH // 2 + 60, top + 26), fill=GOLD)
    font, [line] = fitted(card.below, WIDTH - 2 * MARGIN, 50, [34], weight="Regular")
    pen.text((WIDTH // 2, top + 50), line, PALE_GOLD, font, anchor="ma")


def _seats(dots):
    image = Image.new("RGB", (SEATS[0] * SCALE, SEATS[1] * SCALE), PAPER)
    pen = ImageDraw.Draw(image)
    unit = image.width / HEMICYCLE
    for x, y, radius, chamber in dots:
        colour = CHAMBERS[(chamber - 1) % len(CHAMBERS)]
        pen.circle((x * unit, y * unit), radius * unit, colour)
    return image.reduce(SCALE)


@cache
def font_of(weight, size):
    path = files("font_source_serif_pro") / "files" / f"SourceSerifPro-{weight}.ttf"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def fitted(text, width, height, sizes, weight="Semibold"):
    """Return the largest of these fonts in which a text fits a box, and the lines.

    Words are broken only if no size fits otherwise; text that does not fit is cut with "…".
    """
    words = text.split()
    fonts = [font_of(weight, size) for size in sizes]
    for font in fonts:
        lines = wrapped(words, font, width)
        if len(lines) <= _room(font, height) and all(fits(line, font, width) for line in lines):
            return font, lines
    font = fonts[-1]
    lines = wrapped(broken(words, font, width), font, width)
    if len(lines) > (room := _room(font, height)):
        last = lines[room - 1]
        while last and not fits(f"{last}…", font, width):
            last = last[:-1]
        lines = [*lines[: room - 1], f"{last.rstrip()}…"]
    return font, lines


def wrapped(words, font, width):
    """Return words wrapped into lines of a width."""
    lines = []
    for word in words:
        if lines and fits(longer := f"{lines[-1]} {word}", font, width):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def broken(words, font, width):
    """Return words, with those wider than a line broken into parts."""
    parts = []
    for word in words:
        part = ""
        for letter in word:
            if part and not fits(part + letter, font, width):
                parts.append(part)
                part = ""
            part += letter
        parts.append(part)
    return parts


def fits(line, font, width):
    return font.getlength(line) <= width


def _room(font, height):
    return max(1, int(height / _height(font.size)))


def _height(size):
    """Return the line height of a font."""
    return round(size * 1.2)


def _write(pen, place, lines, font, colour):
    x, y = place
    for line in lines:
        pen.text((x, y), line, colour, font)
        y += _height(font.size)
