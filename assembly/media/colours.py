"""Colours: a picture of any colour mode becomes sRGB, as browsers would show it."""

from io import BytesIO

from PIL import ImageCms

# The mode of the pictures that a colour profile is for, by its colour space (ICC.1, 7.2.6).
MODES_OF_PROFILES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}

# What Pillow raises on profiles that are broken, or for another colour mode than the picture's.
UNSUITABLE_PROFILE = (ImageCms.PyCMSError, OSError, ValueError, TypeError)


def plain_mode(picture):
    """Return the mode for `as_plain`: that of the picture's colours, without palette or 16 bits."""
    if picture.mode == "CMYK":
        return "CMYK"
    grey = picture.mode in {"1", "L", "LA"} or picture.mode.startswith("I")
    return ("L" if grey else "RGB") + ("A" if picture.has_transparency_data else "")


def as_plain(picture, mode):
    """Return a picture, or a part of it, in the `plain_mode` of the whole."""
    if picture.mode.startswith("I"):  # 16-bit grey, which convert() would clip
        picture = picture.point(lambda grey: grey / 256).convert("L")
    return picture.convert(mode)


def in_srgb(picture, profile):
    """Return a plain picture in sRGB: RGB, or RGBA if it has transparency.

    `profile` is the content of its colour profile, or None. An unsuitable profile is ignored, as
    browsers do.
    """
    transparent = picture.mode in {"LA", "RGBA"}
    colour = picture.convert(picture.mode.removesuffix("A"))
    converted = _profiled(colour, profile) or colour.convert("RGB")
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
