"""Pictures: uploads are verified by their content and re-encoded; the original is not kept."""

import re
import struct
import warnings
import zipfile
from io import BytesIO

import PIL.Image
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import ImageCms, ImageOps

from .documents import MEGABYTE, refuse_larger

# Pillow's name of each accepted format, and the one that people know.
ACCEPTED_FORMATS = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP", "GIF": "GIF", "AVIF": "AVIF"}
ACCEPTED_PICTURES = ", ".join(ACCEPTED_FORMATS.values())
MAX_PICTURE_BYTES = 20 * MEGABYTE
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 3200
WIDTHS = [320, 640, 1280, 1920]

# Encoder options of each rendition, by extension. Slower AVIF speeds take seconds.
RENDITIONS = {"avif": {"quality": 60, "speed": 8}, "webp": {"quality": 80}}

# Content that a browser might run if the file were served under another media type.
DISGUISED = re.compile(rb"<(?:script|html|!doctype|svg[\s>])|%PDF-", re.IGNORECASE)

# What Pillow raises on truncated or inconsistent images.
BROKEN = (OSError, SyntaxError, ValueError, RuntimeError, EOFError, struct.error)
BOMB = (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning)

NO_IMAGE = format_lazy(
    _(
        "The content of the file is not a readable image, even if its name says so. "
        "Upload one of these types: {types}."
    ),
    types=ACCEPTED_PICTURES,
)
DAMAGED_PICTURE = _("The image is damaged or incomplete. Save it again in an image editor.")
TOO_MANY_PIXELS = _("The image has more than %(limit)d million pixels. Reduce its dimensions.")
MIXED = _(
    "The file contains a web page, a document or an archive as well as the image. Save the image "
    "again in an image editor."
)


def read_picture(file):
    """Return the picture in a file for publication: upright, in sRGB and of limited size.

    No metadata is kept. Raises ValidationError if the file has no intact picture, or contains
    anything else.
    """
    refuse_larger(file, MAX_PICTURE_BYTES)
    file.open()
    content = file.read()
    with warnings.catch_warnings():
        # Only a decompression bomb is refused: careless metadata will be dropped anyway.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
        try:
            return _prepared(_opened(content))
        except BOMB as error:
            raise _too_many_pixels() from error
        except BROKEN as error:
            raise ValidationError(DAMAGED_PICTURE) from error


def _opened(content):
    """Return the picture in these bytes, with only its header decoded."""
    try:
        picture = PIL.Image.open(BytesIO(content), formats=list(ACCEPTED_FORMATS))
    except PIL.UnidentifiedImageError as error:
        raise ValidationError(NO_IMAGE) from error
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many_pixels()
    if DISGUISED.search(content) or zipfile.is_zipfile(BytesIO(content)):
        raise ValidationError(MIXED)
    return picture


def _too_many_pixels():
    return ValidationError(TOO_MANY_PIXELS, params={"limit": MAX_PIXELS // 1_000_000})


def _prepared(picture):
    # Decodes a large JPEG at half or a quarter of its size if that is still enough.
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    picture = _in_srgb(ImageOps.exif_transpose(picture))
    picture.info = {}  # or encoders would write comments and profile again
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), PIL.Image.Resampling.LANCZOS)
    return picture


def _in_srgb(picture):
    """Return a picture in sRGB, with an alpha channel only if it had transparency."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16-bit grey, which convert() would clip
        picture = picture.point(lambda grey: grey / 256).convert("L")
    elif picture.mode != "CMYK":
        picture = picture.convert(mode)
    if profile:
        try:
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, BytesIO(profile), srgb, outputMode=mode)
        except ImageCms.PyCMSError:  # a profile for another colour mode than the picture's
            pass
    return picture.convert(mode)


def encode_original(picture):
    """Return the main encoding of an upload: its bytes and extension."""
    if picture.mode == "RGBA":
        return _encoded(picture, "PNG", optimize=True), "png"
    return _encoded(picture, "JPEG", quality=90, progressive=True, optimize=True), "jpg"


def rendition_widths(picture):
    """Return the widths of a picture's renditions, none wider than the picture."""
    widest = min(picture.width, WIDTHS[-1])
    return [*[width for width in WIDTHS if width < widest], widest]


def encode_renditions(picture):
    """Yield each rendition's width, extension and bytes."""
    for width in rendition_widths(picture):
        height = max(1, round(picture.height * width / picture.width))
        resized = picture.resize((width, height), PIL.Image.Resampling.LANCZOS)
        for extension, options in RENDITIONS.items():
            yield width, extension, _encoded(resized, extension.upper(), **options)


def _encoded(picture, kind, **options):
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
