"""Colours: a picture of any colour mode and space becomes sRGB, as browsers would show it."""

import struct
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ImageCms, ImageFilter, ImageMath
from pillow_heif import HeifFile

# The mode of the pictures that a colour profile is for, by its colour space (ICC.1, 7.2.6).
MODES_OF_PROFILES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}

# What Pillow raises on profiles that are broken, or for another colour mode than the picture's.
UNSUITABLE_PROFILE = (ImageCms.PyCMSError, OSError, ValueError, TypeError)
# What pillow-heif raises on files that it cannot read.
UNREADABLE_HEADER = (OSError, SyntaxError, ValueError, RuntimeError, EOFError)

# Codes of ITU-T H.273: the transfers of high dynamic range, PQ and HLG; and wide primaries, each
# with the matrix from their linear light to that of sRGB.
HDR_TRANSFERS = {16, 18}
BT_2020, DISPLAY_P3 = 9, 12
TO_SRGB = {
    BT_2020: ((1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187)),
    DISPLAY_P3: ((1.2249, -0.2249, 0), (-0.0421, 1.0421, 0), (-0.0196, -0.0786, 1.0983)),
}
CUBE = 33  # the colours to a side of a conversion's table; those between are interpolated

SRGB_GAMMA = 1 / 2.2  # as PNGs state it
GAMMA_THRESHOLD = 0.05  # libpng's: a smaller difference is not corrected

HDR = _(
    "The image has HDR colours (high dynamic range), which would look wrong on most screens. "
    "Save it without HDR, for example as a JPEG."
)


@dataclass(frozen=True)
class ColourSpace:
    """What the numbers of a picture mean; sRGB if it says nothing."""

    profile: bytes | None = None
    primaries: int | None = None  # a key of TO_SRGB
    gamma: float | None = None


def colour_space(picture, file):
    """Return the colour space that a picture, whose header was read from a file, declares.

    What a PNG says of its primaries in cHRM is ignored: it is nearly always sRGB's. Raises
    ValidationError for HDR.
    """
    primaries, transfer = _codes(picture, file)
    if transfer in HDR_TRANSFERS:
        raise ValidationError(HDR)
    if profile := picture.info.get("icc_profile"):
        return ColourSpace(profile=profile)
    if primaries in TO_SRGB:
        return ColourSpace(primaries=primaries)
    if "srgb" not in picture.info and primaries is None:
        return ColourSpace(gamma=picture.info.get("gamma"))
    return ColourSpace()


def _codes(picture, file):
    """Return the codes of a picture's primaries and transfer, None for what it does not declare."""
    if picture.format == "PNG":
        return _png_codes(file)
    if picture.format not in {"AVIF", "HEIF"}:
        return None, None
    profile = picture.info.get("nclx_profile")
    if picture.format == "AVIF":  # Pillow does not tell
        file.seek(0)
        try:
            profile = HeifFile(file).info.get("nclx_profile")
        except UNREADABLE_HEADER:
            profile = None
    if not profile:
        return None, None
    return profile["color_primaries"], profile["transfer_characteristics"]


def _png_codes(file):
    """Return the codes in the cICP chunk of a PNG, which Pillow does not read (PNG, 11.3.2.6)."""
    place = file.tell()
    start = 8
    codes = (None, None)
    file.seek(start)
    while len(head := file.read(10)) == 10 and (kind := head[4:8]) != b"IDAT":
        if kind == b"cICP":
            codes = tuple(head[8:])
            break
        start += 12 + struct.unpack(">I", head[:4])[0]
        file.seek(start)
    file.seek(place)
    return codes


def correct_transparency(picture, file):
    """Let the transparent colour of a PNG stand in the same range as its pixels.

    Pillow brings these to 8 bits, but leaves the colour as it is written (PNG, 11.3.1.1).
    """
    colour = picture.info.get("transparency")
    if picture.format != "PNG" or picture.mode not in {"L", "RGB"} or colour is None:
        return
    place = file.tell()
    file.seek(24)
    depth = file.read(1)[0]
    file.seek(place)

    def in_8_bits(shade):
        # Of 16 bits, Pillow keeps the higher 8; the other bits have no meaning.
        return shade >> 8 if depth == 16 else shade % 2**depth * 255 // (2**depth - 1)

    picture.info["transparency"] = (
        in_8_bits(colour) if picture.mode == "L" else tuple(in_8_bits(shade) for shade in colour)
    )


def plain_mode(picture):
    """Return the mode for `as_plain`: that of the picture's colours, without palette or 16 bits."""
    if picture.mode == "CMYK":
        return "CMYK"
    grey = picture.mode in {"1", "L", "LA"} or picture.mode.startswith("I")
    return ("L" if grey else "RGB") + ("A" if picture.has_transparency_data else "")


def as_plain(picture, mode):
    """Return a picture, or a part of it, in the `plain_mode` of the whole."""
    if not picture.mode.startswith("I"):
        return picture.convert(mode)
    # 16-bit grey, which convert() would clip
    plain = picture.point(lambda grey: grey / 256).convert("L")
    if mode == "LA":
        shade = picture.info["transparency"]
        alpha = ImageMath.lambda_eval(
            lambda of: of["convert"]((of["grey"] != shade) * 255, "L"), grey=picture.convert("I")
        )
        plain.putalpha(alpha)
    return plain


def in_srgb(picture, space):
    """Return a plain picture in sRGB: RGB, or RGBA if it has transparency.

    An unsuitable colour profile is ignored, as browsers do.
    """
    transparent = picture.mode in {"LA", "RGBA"}
    colour = picture.convert(picture.mode.removesuffix("A"))
    converted = _profiled(colour, space.profile) or colour.convert("RGB")
    if space.primaries:
        converted = converted.filter(_conversion(space.primaries))
    if space.gamma and abs(space.gamma / SRGB_GAMMA - 1) > GAMMA_THRESHOLD:
        shades = [round(255 * _encoded((shade / 255) ** (1 / space.gamma))) for shade in range(256)]
        converted = converted.point(shades * 3)
    if transparent:
        converted.putalpha(picture.getchannel("A"))
    return converted


def _profiled(colour, profile):
    """Return colours converted by a profile, or None without one that suits."""
    if not profile:
        return None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = MODES_OF_PROFILES.get(source.profile.xcolor_space.strip())
        if mode != colour.mode and (mode, colour.mode) != ("RGB", "L"):
            return None
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(colour.convert(mode), source, srgb, outputMode="RGB")
    except UNSUITABLE_PROFILE:
        return None


@cache
def _conversion(primaries):
    """Return the filter that converts wide primaries, whose transfer is about that of sRGB."""
    rows = TO_SRGB[primaries]

    def convert(*colour):
        light = [_decoded(shade) for shade in colour]
        narrowed = [
            sum(part * shade for part, shade in zip(row, light, strict=True)) for row in rows
        ]
        return tuple(_encoded(min(1, max(0, shade))) for shade in narrowed)

    return ImageFilter.Color3DLUT.generate(CUBE, convert)


def _encoded(light):
    """Return the shade of an amount of light, both from 0 to 1 (IEC 61966-2-1, sRGB)."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _decoded(shade):
    """Return the amount of light of a shade: the inverse of `_encoded`."""
    return shade / 12.92 if shade <= 0.04045 else ((shade + 0.055) / 1.055) ** 2.4
