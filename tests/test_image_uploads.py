"""Uploaded images are verified, stripped of metadata, and resized once to every width."""

import re
from io import BytesIO
from unittest.mock import Mock

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from PIL import ImageCms
from PIL.TiffImagePlugin import IFDRational

from assembly.media import pictures
from assembly.media.models import Image

from .builders import in_both, make_image, picture_bytes, upload, zip_bytes
from .image_files import jpeg_claiming, png_claiming, png_with_text, with_segment

pytestmark = [pytest.mark.once, pytest.mark.django_db]

SECRET = "taken by a secret camera"
KINDS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


REFUSED = {
    "svg": (SVG, pictures.NO_IMAGE),
    "svg with a declaration": (b'<?xml version="1.0"?>' + SVG, pictures.NO_IMAGE),
    "html": (HTML, pictures.NO_IMAGE),
    "html after a magic number": (b"GIF89a" + HTML, pictures.NO_IMAGE),
    "text": ("Фотография".encode(), pictures.NO_IMAGE),
    "document": (b"%PDF-1.7\n%%EOF\n", pictures.NO_IMAGE),
    "archive": (zip_bytes(("photo.jpg", picture_bytes())), pictures.NO_IMAGE),
    "another type of image": (picture_bytes("TIFF"), pictures.NO_IMAGE),
    "nothing": (b"", pictures.NO_IMAGE),
    "26 million pixels": (png_claiming(5_200, 5_000), pictures.TOO_MANY_PIXELS),
    "bomb": (png_claiming(60_000, 60_000), pictures.FAR_TOO_MANY_PIXELS),
    "text that unpacks to 100 MB": (png_with_text(b"0" * 100_000_000), pictures.DAMAGED_PICTURE),
    **{
        f"half a {kind}": (content[: len(content) // 2], pictures.DAMAGED_PICTURE)
        for kind in ["JPEG", "PNG", "WEBP", "GIF"]
        for content in [picture_bytes(kind, size=(300, 200))]
    },
    "half an AVIF": (picture_bytes("AVIF")[:200], pictures.NO_IMAGE),
}


def fixed_part(message):
    """Return a message up to its first placeholder."""
    return str(message).partition("%")[0]


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
def test_an_invalid_image_is_refused_and_nothing_is_stored(media, case, name):
    content, message = REFUSED[case]

    with pytest.raises(ValidationError) as refused:
        Image.objects.create(file=upload(content, name))

    [given] = refused.value.messages
    assert given.startswith(fixed_part(message))
    assert not Image.objects.exists()
    assert [*media.rglob("*")] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (png_claiming(5_200, 5_000), "has 5200 × 5000 pixels, which is more than 25 million"),
        (png_claiming(12_000, 9_000), "has 12000 × 9000 pixels, which is more than 25 million"),
        (jpeg_claiming(12_000, 9_000), "has 12000 × 9000 pixels, which is more than 50 million"),
    ],
)
def test_an_image_that_is_too_large_is_told_its_size_and_the_limit(content, said):
    with pytest.raises(ValidationError, match=said):
        make_image(content=content)


def test_a_jpeg_of_endless_scans_is_refused():
    content = picture_bytes(progressive=True)
    last = content[content.rindex(b"\xff\xda") : -2]

    with pytest.raises(ValidationError, match="damaged"):
        make_image(content=content[:-2] + last * 1_000 + content[-2:])


def test_a_photograph_may_be_followed_by_a_video():
    """As phones append one, in whose bytes any marker of a JPEG may stand by chance."""
    content = picture_bytes() + b"\0\0\0\x18ftypmp42" + b"\xff\xda" * 1_000

    assert make_image(content=content).width


def test_bytes_of_metadata_are_no_scans_of_a_jpeg():
    content = picture_bytes()

    assert make_image(content=with_segment(content, 0xE5, b"\xff\xda" * 1_000)).width


@pytest.mark.parametrize(
    "content",
    [
        picture_bytes() + HTML,
        picture_bytes("PNG") + SVG,
        picture_bytes(comment=HTML),
        picture_bytes("GIF") + zip_bytes(("a", HTML)),
        picture_bytes() + b"%PDF-1.7\n%%EOF\n",
    ],
)
def test_nothing_of_a_file_but_its_image_is_stored(media, content):
    make_image(content=content)

    for path in media.rglob("*.*"):
        stored = path.read_bytes()
        assert not any(mark in stored for mark in [b"<!DOCTYPE", b"<svg", b"PK\3\4", b"%PDF-"])


def test_a_file_is_decoded_once_to_be_checked_and_stored(monkeypatch):
    read = Mock(side_effect=pictures.read_picture)
    monkeypatch.setattr(pictures, "read_picture", read)

    image = Image(file=upload(picture_bytes()), **in_both(alt="A hall"))
    image.full_clean()
    image.save()
    assert read.call_count == 1
    image.file = upload(picture_bytes("PNG", size=(80, 50)))
    image.full_clean()
    image.save()

    assert (read.call_count, image.width) == (2, 80)


def test_more_than_20_mb_is_refused():
    content = picture_bytes() + bytes(20 * 1024 * 1024)

    with pytest.raises(ValidationError, match="larger than 20 MB"):
        make_image(content=content)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["фотография со съезда.JPG", "page.html", "я" * 200, "x.svg"])
def test_an_image_is_stored_under_a_random_name(kind, name):
    image = make_image(file=upload(picture_bytes(kind), name))

    image.full_clean()
    assert re.fullmatch(r"images/[-\w]{22}\.jpg", image.file.name)
    assert (image.width, image.height) == (60, 40)
    with PIL.Image.open(image.file.path) as kept:
        assert (kept.format, kept.size) == ("JPEG", (60, 40))


def tagged(kind):
    """Return an image of 60 by 40, rotated, with all the metadata that cameras and editors add."""
    exif = PIL.Image.Exif()
    exif[0x0112] = 6  # rotate by 90 degrees
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[2] = (IFDRational(55), IFDRational(45), IFDRational(21))
    options = {"exif": exif, "xmp": f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()}
    if kind == "JPEG":
        options["comment"] = SECRET
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    content = picture_bytes(kind, icc_profile=profile.tobytes(), **options)
    assert SECRET.encode() in content
    with PIL.Image.open(BytesIO(content)) as picture:
        assert picture.getexif().get_ifd(0x8825)
    return content


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_metadata_is_removed_and_the_image_is_upright(media, kind):
    image = make_image(content=tagged(kind))

    assert (image.width, image.height) == (40, 60)
    files = [path for path in media.rglob("*") if path.is_file()]
    assert len(files) == 3
    for path in files:
        assert SECRET.encode() not in path.read_bytes()
        with PIL.Image.open(path) as kept:
            kept.load()
            assert kept.size == (40, 60)
            assert not kept.getexif()
            assert not {"icc_profile", "comment", "xmp", "photoshop"} & {*kept.info}


def test_an_image_with_an_unsuitable_colour_profile_is_accepted():
    make_image(content=picture_bytes(icc_profile=b"no profile"))


def test_a_colour_profile_is_converted_so_that_the_colour_stays():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    red = BytesIO()
    PIL.Image.new("RGB", (8, 8), "red").save(red, "PNG", icc_profile=swapped)

    with PIL.Image.open(make_image(content=red.getvalue()).file.path) as kept:
        r, g, b = kept.getpixel((4, 4))

    assert b > 200 > 100 > r
    assert g < 100


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_colour_mode_becomes_one_that_browsers_support(mode):
    content = BytesIO()
    grey = {"1": 1, "L": 128, "LA": (128, 255), "P": 128, "I;16": 32_896}
    colour = grey.get(mode, (128,) * len(mode) if mode == "RGBA" else (0, 0, 0, 127))
    picture = PIL.Image.new(mode, (8, 8), colour)
    if mode == "P":
        picture.putpalette([shade for shade in range(256) for _channel in "rgb"])
    picture.save(content, "JPEG" if mode == "CMYK" else "PNG")

    with PIL.Image.open(make_image(content=content.getvalue()).file.path) as kept:
        transparent = mode in {"LA", "RGBA"}
        assert (kept.format, kept.mode) == (("PNG", "RGBA") if transparent else ("JPEG", "RGB"))
        shade = kept.getpixel((4, 4))[0]
    assert shade == (255 if mode == "1" else pytest.approx(128, abs=2))


def test_transparency_is_preserved(media):
    content = BytesIO()
    PIL.Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(content, "PNG")

    make_image(content=content.getvalue())

    for path in media.rglob("*.*"):
        with PIL.Image.open(path) as kept:
            assert kept.convert("RGBA").getpixel((20, 20))[3] == 0, path.suffix


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((200, 100), [200]),
        ((320, 100), [320]),
        ((1000, 500), [320, 640, 1000]),
        ((2500, 50), [320, 640, 1280, 1920]),
    ],
)
def test_each_width_has_a_rendition_and_none_is_wider_than_the_image(size, widths):
    image = make_image(content=picture_bytes(size=size))

    assert image.renditions == widths
    for width in widths:
        for extension in ["avif", "webp"]:
            with image.file.storage.open(image.rendition(width, extension)) as file:
                made = PIL.Image.open(file)
                assert (made.format, made.width) == (extension.upper(), width)
                assert made.height == round(size[1] * width / size[0])


def test_the_longest_side_is_limited():
    image = make_image(content=picture_bytes("PNG", size=(40, 4000), mode="L"))

    assert (image.width, image.height) == (32, 3200)


def test_saving_without_a_new_file_makes_no_new_renditions(media):
    image = make_image()
    before = {path: path.stat().st_mtime_ns for path in media.rglob("*.*")}

    image = Image.objects.get(pk=image.pk)
    image.credit_en = "Press service"
    image.full_clean()
    image.save()

    assert {path: path.stat().st_mtime_ns for path in media.rglob("*.*")} == before


def test_a_new_file_gets_new_names_and_history_keeps_the_old_ones(media):
    image = make_image()
    old, before = image.file.name, {*media.rglob("*.*")}

    image.file = upload(picture_bytes("PNG", size=(80, 50)))
    image.save()
    assert image.file.name != old
    assert (image.width, image.renditions) == (80, [80])
    assert len({*media.rglob("*.*")} - before) == 3

    image.delete()
    assert before < {*media.rglob("*.*")}


@pytest.mark.parametrize("focus", [{"focal_x": 101}, {"focal_y": -1}])
def test_a_focal_point_outside_the_image_is_refused(focus):
    image = Image(file=upload(picture_bytes()), **in_both(alt="A hall"), **focus)

    with pytest.raises(ValidationError) as refused:
        image.full_clean()

    assert [*refused.value.message_dict] == [*focus]
