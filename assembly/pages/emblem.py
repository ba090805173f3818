"""The site's emblem, five seats around a table, as in includes/emblem.html."""

from PIL import Image, ImageDraw

from assembly.core.colours import colour

SIDE = 32  # of the square in which the emblem is drawn
EMBLEM_SEATS = [(6, 21), (9, 14), (16, 11), (23, 14), (26, 21)]
RADIUS = 2.2
EMBLEM_TABLE = (12, 20, 20, 24)
CORNER = 6  # corner radius of a rounded square
EMBLEM_SCALE = 4  # drawn this many times larger and scaled down, for smooth edges


def drawn(size, span=SIDE, corner=0):
    """Return the emblem as a square image; a span wider than `SIDE` leaves a margin."""
    unit = size * EMBLEM_SCALE / span
    shift = (span - SIDE) / 2
    ground, sign = colour("band"), colour("pale-gold")
    image = Image.new("RGBA", (size * EMBLEM_SCALE, size * EMBLEM_SCALE), f"{ground}00")
    pen = ImageDraw.Draw(image)
    edge = size * EMBLEM_SCALE - 1
    pen.rounded_rectangle((0, 0, edge, edge), corner * unit, ground)
    for x, y in EMBLEM_SEATS:
        pen.circle(((x + shift) * unit, (y + shift) * unit), RADIUS * unit, sign)
    pen.rounded_rectangle([(place + shift) * unit for place in EMBLEM_TABLE], unit, sign)
    return image.reduce(EMBLEM_SCALE)


def svg():
    """Return the emblem as SVG."""
    left, top, right, bottom = EMBLEM_TABLE
    seats = "\n".join(f'    <circle cx="{x}" cy="{y}" r="{RADIUS}"/>' for x, y in EMBLEM_SEATS)
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">
  <rect width="{SIDE}" height="{SIDE}" rx="{CORNER}" fill="{colour("band")}"/>
  <g fill="{colour("pale-gold")}">
{seats}
    <rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="1"/>
  </g>
</svg>
"""
