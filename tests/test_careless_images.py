"""Images with careless metadata are accepted; damaged ones are accepted or refused in words."""

import struct
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from assembly.media.pictures import read_picture

from .builders import picture_bytes
from .image_files import ORIENTATION, RESOLUTION, exif_jpeg, tiff, turned, with_segment

pytestmark = pytest.mark.once

TURNED, AS_IT_IS = (40, 60), (60, 40)
SHORT, LONG, RATIONAL, TEXT, BYTE = 3, 4, 5, 2, 1
SIX = (ORIENTATION, SHORT, 1, struct.pack("<HH", 6, 0))


def size_of(content):
    return read_picture(ContentFile(content)).size


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (tiff(SIX), TURNED),
        (tiff(SIX, (RESOLUTION, TEXT, 4, b"72 \0")), TURNED),
        (tiff(SIX, (RESOLUTION, 99, 4, b"\xff\xff\xff\xff")), TURNED),
        (tiff(SIX, (RESOLUTION, RATIONAL, 1, b"\xff\xff\xff\x7f")), TURNED),
        (tiff(SIX, (0x8769, LONG, 1, b"\xff\xff\xff\x7f")), TURNED),
        (tiff(SIX, tail=b""), TURNED),
        (tiff(SIX, tail=b"\xff\xff\xff\xff"), TURNED),
        (tiff((ORIENTATION, SHORT, 2, struct.pack("<HH", 6, 0))), TURNED),
        (tiff((ORIENTATION, LONG, 1, struct.pack("<I", 6))), TURNED),
        (tiff((ORIENTATION, BYTE, 1, b"\6\0\0\0")), TURNED),
        (tiff((ORIENTATION, TEXT, 2, b"6\0\0\0")), TURNED),
        (tiff((ORIENTATION, RATIONAL, 1, struct.pack("<I", 26))) + b"\6\0\0\0\1\0\0\0", TURNED),
        (tiff((ORIENTATION, RATIONAL, 1, struct.pack("<I", 26))) + b"\6\0\0\0\0\0\0\0", AS_IT_IS),
        (tiff((ORIENTATION, TEXT, 3, b"up\0\0")), AS_IT_IS),
        (tiff((ORIENTATION, SHORT, 1, struct.pack("<HH", 77, 0))), AS_IT_IS),
        (tiff((ORIENTATION, SHORT, 0, b"\0\0\0\0")), AS_IT_IS),
        (b"II*\0\xff\xff\xff\xff", AS_IT_IS),
        (b"MM", AS_IT_IS),
        (b"", AS_IT_IS),
    ],
)
def test_a_photo_with_odd_camera_data_is_accepted_and_upright_if_it_says_how(data, size):
    assert size_of(exif_jpeg(data)) == size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_a_photo_is_turned_once_whatever_its_type(kind):
    assert size_of(turned(kind)) == TURNED


def test_a_jpeg_by_photoshop_on_a_mac_is_accepted():
    plist = b'<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "">\n'
    block = b"Photoshop 3.0\x008BIM\x03\xea\0\0" + struct.pack(">I", len(plist)) + plist

    assert size_of(with_segment(picture_bytes(), 0xED, block)) == AS_IT_IS


SOUND = {
    "photo": turned("JPEG"),
    "careless photo": exif_jpeg(tiff(SIX, (RESOLUTION, TEXT, 4, b"72 \0"))),
    "progressive": picture_bytes(progressive=True),
    "four inks": picture_bytes(mode="CMYK"),
    "phone": picture_bytes("MPO", save_all=True),
    **{
        f"{kind} {mode}": turned(kind) if mode == "RGB" else picture_bytes(kind, mode=mode)
        for kind in ["PNG", "WEBP", "AVIF", "HEIF"]
        for mode in ["RGB", "RGBA"]
    },
    "palette": picture_bytes("PNG", mode="P", transparency=3),
    "16 bits": picture_bytes("PNG", mode="I;16"),
    "GIF": picture_bytes("GIF", mode="P", transparency=3),
}


# Each changes a byte, repeats or removes some, or cuts the end off, at a place from 0 to 1. Most of
# what can go wrong stands in the first bytes.
damages = st.lists(
    st.tuples(
        st.sampled_from(["change", "change", "change", "repeat", "remove", "cut"]),
        st.floats(0, 1, exclude_max=True),
        st.sampled_from([400, 1_000_000]),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=6,
)


def damaged(content, changes):
    content = bytearray(content)
    for how, fraction, most, number in changes:
        place = int(fraction * min(most, len(content)))
        part = content[place : place + number]
        if how == "change":
            content[place] = number
        elif how == "repeat":
            content[place:place] = part
        elif how == "remove":
            content[place : place + number] = part[number // 8 :]
        else:
            del content[len(content) // 2 + place // 2 :]
    return bytes(content)


@pytest.mark.parametrize("name", SOUND)
@given(changes=damages)
def test_a_damaged_image_is_accepted_or_refused_in_words(name, changes):
    with suppress(ValidationError):
        assert read_picture(ContentFile(damaged(SOUND[name], changes))).mode in {"RGB", "RGBA"}
