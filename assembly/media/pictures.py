"""Pictures: uploads are verified by their content and re-encoded; the original is not kept."""

import re
import struct
import warnings
import zlib
from io import BytesIO

import PIL.Image
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags
from pillow_heif import register_heif_opener

from .colours import as_plain, colour_space, correct_transparency, in_srgb, plain_mode
from .documents import MEGABYTE, refuse_larger

register_heif_opener()

# Pillow's name of each accepted format, and the one that people know.
ACCEPTED_FORMATS = {
    "JPEG": "JPEG",
    "PNG": "PNG",
    "WEBP": "WebP",
    "GIF": "GIF",
    "AVIF": "AVIF",
    "HEIF": "HEIC",
}
ACCEPTED_PICTURES = ", ".join(ACCEPTED_FORMATS.values())
# In other formats, several pictures are versions of one: the main one is taken.
MOVING_FORMATS = {"PNG", "WEBP", "GIF", "AVIF"}
MAX_PICTURE_BYTES = 20 * MEGABYTE

# Decoding takes memory by the pixel: 400 MB at most, which tests/test_image_memory.py measures.
# JPEGs are decoded at a smaller size; of the other formats, some need 16 bytes for each pixel.
MAX_PIXELS = 25_000_000
MAX_JPEG_PIXELS = 50_000_000
MAX_JPEG_SCANS = 100  # a scan of no bytes still walks all pixels; common encoders write 10
# A marker in a JPEG, as neither a byte of a scan nor a restart within it is (ITU-T T.81, B.1.1.2).
JPEG_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
START_OF_IMAGE, END_OF_IMAGE, START_OF_SCAN = 0xD8, 0xD9, 0xDA
LONGEST_SIDE = 3200
DECODED_SIDE = 2560  # the least to which a JPEG is reduced while it is decoded
WIDTHS = [320, 640, 1280, 1920]
STRIP = 256  # the rows that are converted at a time

# Encoder options of each rendition, by extension, of opaque and of transparent pictures. The latter
# take twice the time, and slower encoding would take seconds.
OPAQUE = {"avif": {"quality": 60, "speed": 8}, "webp": {"quality": 80}}
TRANSPARENT = {"avif": {"quality": 60, "speed": 9}, "webp": {"quality": 80, "method": 2}}

# What turns a picture upright, by its EXIF orientation (CIPA DC-008, 4.6.4).
TURNS = {
    2: PIL.Image.Transpose.FLIP_LEFT_RIGHT,
    3: PIL.Image.Transpose.ROTATE_180,
    4: PIL.Image.Transpose.FLIP_TOP_BOTTOM,
    5: PIL.Image.Transpose.TRANSPOSE,
    6: PIL.Image.Transpose.ROTATE_270,
    7: PIL.Image.Transpose.TRANSVERSE,
    8: PIL.Image.Transpose.ROTATE_90,
}

# What Pillow raises on truncated or inconsistent images, and on such metadata.
BROKEN = (
    *(OSError, SyntaxError, ValueError, RuntimeError, EOFError, MemoryError, AssertionError),
    *(TypeError, LookupError, ArithmeticError, AttributeError, struct.error, zlib.error),
)

NO_IMAGE = format_lazy(
    _(
        "The content of the file is not a readable image, even if its name says so. "
        "Upload one of these types: {types}."
    ),
    types=ACCEPTED_PICTURES,
)
DAMAGED_PICTURE = _("The image is damaged or incomplete. Save it again in an image editor.")
TOO_MANY_PIXELS = _(
    "The image has %(width)d × %(height)d pixels, which is more than %(limit)d million. "
    "Reduce its dimensions."
)
ANIMATED_PICTURE = _(
    "The %(format)s is animated, but the site shows still images only. Save the frame that you "
    "want as an image of its own."
)
FAR_TOO_MANY_PIXELS = _("The image has more than %(limit)d million pixels. Reduce its dimensions.")


def read_picture(file):
    """Return the picture in a file for publication: upright, in sRGB and of limited size.

    No metadata is kept, nor anything else that the file contains. Raises ValidationError if the
    file has no intact picture.
    """
    refuse_larger(file, MAX_PICTURE_BYTES)
    file.open()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # careless metadata will be dropped anyway
        try:
            return _prepared(_opened(file), file)
        except PIL.Image.DecompressionBombError as error:
            limit = {"limit": MAX_PIXELS // 1_000_000}
            raise ValidationError(FAR_TOO_MANY_PIXELS, params=limit) from error
        except BROKEN as error:
            raise ValidationError(DAMAGED_PICTURE) from error


def _opened(file):
    """Return the picture in a file, with only its header decoded."""
    try:
        picture = PIL.Image.open(file, formats=list(ACCEPTED_FORMATS))
    except PIL.UnidentifiedImageError as error:
        raise ValidationError(NO_IMAGE) from error
    jpeg = picture.format in {"JPEG", "MPO"} and picture.mode != "CMYK"
    limit = MAX_JPEG_PIXELS if jpeg else MAX_PIXELS
    width, height = picture.size
    if width * height > limit:
        said = {"width": width, "height": height, "limit": limit // 1_000_000}
        raise ValidationError(TOO_MANY_PIXELS, params=said)
    if picture.format in MOVING_FORMATS and picture.is_animated:
        said = {"format": ACCEPTED_FORMATS[picture.format]}
        raise ValidationError(ANIMATED_PICTURE, params=said)
    if picture.format in {"JPEG", "MPO"}:
        file.seek(0)
        if _jpeg_scans(file.read()) > MAX_JPEG_SCANS:
            raise ValidationError(DAMAGED_PICTURE)
        picture.draft(None, _within(picture.size, DECODED_SIDE))
    return picture


def _jpeg_scans(content):
    """Return how many scans a JPEG has; phones append a video, which is not looked at."""
    scans, place = 0, 0
    while found := JPEG_MARKER.search(content, place):
        kind, place = found[1][0], found.end()
        if kind == END_OF_IMAGE:
            break
        scans += kind == START_OF_SCAN
        if kind != START_OF_IMAGE:
            place += int.from_bytes(content[place : place + 2])
    return scans


def _within(size, longest):
    """Return a width and height in proportion, no side longer than `longest`."""
    scale = min(1, longest / max(size))
    return tuple(max(1, round(side * scale)) for side in size)


def _prepared(picture, file):
    turn, space = TURNS.get(_orientation(picture)), colour_space(picture, file)
    size = _within(picture.size, LONGEST_SIDE)
    correct_transparency(picture, file)
    picture.load()
    picture = _narrowed(picture, size[0])  # the large one is released
    picture = in_srgb(_resized(picture, size), space)
    if turn is not None:
        picture = picture.transpose(turn)
    picture.info = {}  # or encoders would write comments and profile again
    return picture


def _orientation(picture):
    """Return the EXIF orientation; 1 if there is none or it cannot be read."""
    try:
        given = picture.getexif().get(ExifTags.Base.Orientation, 1)
        # Some programs write a list or a byte.
        return int(given[0] if isinstance(given, (tuple, bytes)) else given)
    except BROKEN:
        return 1


def _narrowed(picture, width):
    """Return a picture of this width and its own height, in its plain mode.

    It is converted strip by strip, as a large picture cannot be held twice.
    """
    mode = plain_mode(picture)
    narrow = PIL.Image.new(mode, (width, picture.height))
    for top in range(0, picture.height, STRIP):
        bottom = min(top + STRIP, picture.height)
        strip = as_plain(picture.crop((0, top, picture.width, bottom)), mode)
        narrow.paste(_resized(strip, (width, bottom - top)), (0, top))
    return narrow


def _resized(picture, size):
    if picture.size == size:
        return picture
    return picture.resize(size, PIL.Image.Resampling.LANCZOS)


def encode_original(picture):
    """Return the main encoding of an upload: its bytes and extension."""
    if picture.mode == "RGBA":
        return _encoded(picture, "PNG", compress_level=2), "png"
    return _encoded(picture, "JPEG", quality=90, progressive=True), "jpg"


def rendition_widths(picture):
    """Return the widths of a picture's renditions, none wider than the picture."""
    widest = min(picture.width, WIDTHS[-1])
    return [*[width for width in WIDTHS if width < widest], widest]


def encode_renditions(picture):
    """Yield each rendition's width, extension and bytes, each made from the next wider one."""
    renditions = TRANSPARENT if picture.mode == "RGBA" else OPAQUE
    ratio = picture.height / picture.width
    for width in reversed(rendition_widths(picture)):
        picture = _resized(picture, (width, max(1, round(ratio * width))))
        for extension, options in renditions.items():
            yield width, extension, _encoded(picture, extension.upper(), **options)


def _encoded(picture, kind, **options):
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
