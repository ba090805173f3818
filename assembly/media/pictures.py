"""Images: what an upload holds is verified by its content, and only our own encoding is kept."""

import re
import struct
import warnings
import zipfile
from io import BytesIO

import PIL.Image
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ImageCms, ImageOps

from .documents import MEGABYTE, refuse_larger

ACCEPTED_FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
MAX_PICTURE_BYTES = 20 * MEGABYTE
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 3200
WIDTHS = [320, 640, 1280, 1920]

# How each rendition is encoded, by its extension. AVIF's slower speeds cost seconds.
RENDITIONS = {"avif": {"quality": 60, "speed": 8}, "webp": {"quality": 80}}

# What a browser or reader might run, were it served the file as something else.
DISGUISED = re.compile(rb"<(?:script|html|!doctype|svg[\s>])|%PDF-", re.IGNORECASE)

# What Pillow raises on images that break off or contradict themselves.
BROKEN = (OSError, SyntaxError, ValueError, RuntimeError, EOFError, struct.error)
BOMB = (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning)

NO_IMAGE = _(
    "The file holds no JPEG, PNG, WebP, GIF or AVIF image that can be read, whatever its name says."
)
DAMAGED_PICTURE = _("The image is damaged or incomplete. Save it anew in an image editor.")
TOO_MANY_PIXELS = _("The image has more than %(limit)d million pixels. Make it smaller.")
MIXED = _(
    "The file holds a web page, a document or an archive beside the image. "
    "Save the image anew in an image editor."
)


def read_picture(file):
    """Return the picture in a file as readers shall see it: upright, in sRGB and of bounded size.

    Nothing else of the file is kept: no position, no comment. Raises ValidationError where it holds
    no whole picture, or more than a picture.
    """
    refuse_larger(file, MAX_PICTURE_BYTES)
    file.open()
    content = file.read()
    with warnings.catch_warnings():
        # Careless metadata is no reason to refuse what is thrown away; a bomb is.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
        try:
            return _prepared(_opened(content))
        except BOMB as error:
            raise _too_many_pixels() from error
        except BROKEN as error:
            raise ValidationError(DAMAGED_PICTURE) from error


def _opened(content):
    """Return the picture in these bytes, of which only the head was decoded."""
    try:
        picture = PIL.Image.open(BytesIO(content), formats=ACCEPTED_FORMATS)
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
    # A large JPEG is decoded at half or a quarter of its size, where that is still enough.
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    picture = _in_srgb(ImageOps.exif_transpose(picture))
    picture.info = {}  # or encoders would write the comments and profile again
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), PIL.Image.Resampling.LANCZOS)
    return picture


def _in_srgb(picture):
    """Return a picture in the colours of the web, with transparency only where it had some."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off
        picture = picture.point(lambda grey: grey / 256).convert("L")
    elif picture.mode != "CMYK":
        picture = picture.convert(mode)
    if profile:
        try:
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, BytesIO(profile), srgb, outputMode=mode)
        except ImageCms.PyCMSError:  # a profile of other colours than the picture's
            pass
    return picture.convert(mode)


def encode_original(picture):
    """Return the bytes that stand for an upload, and their extension."""
    if picture.mode == "RGBA":
        return _encoded(picture, "PNG", optimize=True), "png"
    return _encoded(picture, "JPEG", quality=90, progressive=True, optimize=True), "jpg"


def rendition_widths(picture):
    """Return the widths of a picture's renditions; none is wider than the picture itself."""
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
