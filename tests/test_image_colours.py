"""Images come out in the colours, and with the transparency, that browsers show; none moves."""

import io
import struct

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import ImageCms

from assembly.media.pictures import read_picture

from .builders import encoded, picture_bytes
from .image_files import chunk, grey_profile, png

pytestmark = pytest.mark.once

GREY, RGB, PALETTE = 0, 2, 3
GREEN = (120, 140, 110)


def shown(content):
    return read_picture(ContentFile(content))


def frames(kind, **options):
    first, *others = [PIL.Image.new("RGB", (60, 40), colour) for colour in ["white", "red", "blue"]]
    return encoded(first, kind, save_all=True, append_images=others, **options)


@pytest.mark.parametrize(
    ("kind", "name"), [("GIF", "GIF"), ("PNG", "PNG"), ("WEBP", "WebP"), ("AVIF", "AVIF")]
)
def test_an_animation_is_refused_with_what_to_do(kind, name):
    with pytest.raises(ValidationError, match=f"The {name} is animated.* Save the frame"):
        shown(frames(kind))


def test_several_versions_of_one_photo_are_no_animation():
    assert shown(frames("MPO")).getpixel((9, 9)) == pytest.approx((255, 255, 255), abs=3)
    assert shown(frames("HEIF", primary_index=2)).getpixel((9, 9)) == pytest.approx(
        (0, 0, 255), abs=3
    )


@pytest.mark.parametrize(
    ("depth", "clear", "solid", "colour"),
    [
        (1, b"\xff", b"\0", 1),
        (2, b"\xff", b"\x55", 3),
        (4, b"\xff", b"\x77", 15),
        (8, b"\xff", b"\xfe", 255),
        (16, b"\x80\x01", b"\x80\x02", 0x8001),
    ],
)
def test_the_transparent_shade_of_a_grey_png_stays_transparent(depth, clear, solid, colour):
    each = len(clear) * 8 // depth  # pixels of either shade in a row
    transparency = chunk(b"tRNS", struct.pack(">H", colour))
    content = png((2 * each, 1), depth, GREY, [clear + solid], transparency)

    picture = shown(content)

    alpha = [picture.getpixel((x, 0))[3] for x in range(2 * each)]
    assert alpha == [0] * each + [255] * each


@pytest.mark.parametrize(
    ("depth", "colour", "rows", "transparency"),
    [
        (8, RGB, b"\xff\0\0\0\xff\0", struct.pack(">HHH", 255, 0, 0)),
        (16, RGB, b"\xff\xff\0\0\0\0\0\0\xff\xff\0\0", struct.pack(">HHH", 65535, 0, 0)),
        (8, PALETTE, b"\0\1", b"\0\xff"),
        (4, PALETTE, b"\x01", b"\0\xff"),
    ],
)
def test_the_transparent_colour_of_a_png_stays_transparent(depth, colour, rows, transparency):
    palette = [chunk(b"PLTE", b"\xff\0\0\0\xff\0")] if colour == PALETTE else []
    content = png((2, 1), depth, colour, [rows], *palette, chunk(b"tRNS", transparency))

    picture = shown(content)

    assert picture.getpixel((0, 0))[3] == 0
    assert picture.getpixel((1, 0)) == (0, 255, 0, 255)


@pytest.mark.parametrize(
    ("chunks", "shade"),
    [
        ([chunk(b"gAMA", struct.pack(">I", 100_000))], 137),
        ([chunk(b"gAMA", struct.pack(">I", 45_455))], 64),
        ([chunk(b"gAMA", struct.pack(">I", 0))], 64),
        ([chunk(b"sRGB", b"\0"), chunk(b"gAMA", struct.pack(">I", 100_000))], 64),
        ([chunk(b"cICP", b"\1\x0d\0\1"), chunk(b"gAMA", struct.pack(">I", 100_000))], 64),
    ],
)
def test_the_gamma_of_a_png_counts_as_in_browsers(chunks, shade):
    grey = png((16, 16), 8, GREY, [b"\x40" * 16] * 16, *chunks)
    colours = png((16, 16), 8, RGB, [b"\x40" * 48] * 16, *chunks)

    for content in [grey, colours]:
        assert shown(content).getpixel((8, 8)) == pytest.approx((shade,) * 3, abs=1)


def coded(kind, *codes):
    """Return an image in green with the codes of primaries, transfer and matrix (H.273)."""
    picture = PIL.Image.new("RGB", (64, 64), GREEN)
    if kind == "PNG":
        rows = [bytes(GREEN) * 16] * 16
        return png((16, 16), 8, RGB, rows, chunk(b"cICP", bytes([*codes[:2], 0, 1])))
    options = {"AVIF": {"subsampling": "4:4:4"}, "HEIF": {"chroma": 444}}[kind]
    content = encoded(picture, kind, **options)
    place = content.index(b"colrnclx") + 8
    matrix = content[place + 4 : place + 6]  # the same, as the pixels are encoded by it
    return content[:place] + struct.pack(">HH", *codes[:2]) + matrix + content[place + 6 :]


each_coded_kind = pytest.mark.parametrize("kind", ["AVIF", "HEIF", "PNG"])


@each_coded_kind
@pytest.mark.parametrize("transfer", [16, 18])
def test_hdr_is_refused_in_words(kind, transfer):
    with pytest.raises(ValidationError, match="HDR"):
        shown(coded(kind, 9, transfer))


@each_coded_kind
@pytest.mark.parametrize(
    ("primaries", "colour"),
    [(1, GREEN), (2, GREEN), (12, (115, 141, 107)), (9, (107, 143, 106))],
)
def test_colours_of_other_primaries_are_converted(kind, primaries, colour):
    assert shown(coded(kind, primaries, 13)).getpixel((8, 8)) == pytest.approx(colour, abs=2)


@pytest.mark.parametrize(("mode", "colour"), [("L", 64), ("LA", (64, 90))])
def test_a_profile_for_grey_counts(mode, colour):
    grey = PIL.Image.new(mode, (16, 16), colour)

    found = shown(encoded(grey, "PNG", icc_profile=grey_profile(1.0))).getpixel((8, 8))

    assert found == pytest.approx((137, 137, 137, 90)[: len(found)], abs=2)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_for_another_kind_of_colour_is_ignored(mode):
    lab, srgb = [
        ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes() for name in ["LAB", "sRGB"]
    ]
    others = {"RGB": [lab, grey_profile(1.0)], "L": [lab], "CMYK": [lab, srgb]}

    plain = shown(picture_bytes(mode=mode)).tobytes()

    for profile in others[mode]:
        assert shown(picture_bytes(mode=mode, icc_profile=profile)).tobytes() == plain


def test_inverted_inks_of_adobe_come_out_right():
    red = PIL.Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    content = encoded(red, "JPEG", quality=95)

    with PIL.Image.open(io.BytesIO(content)) as written:
        assert "adobe" in written.info
    assert shown(content).getpixel((8, 8)) == pytest.approx((255, 0, 0), abs=4)
